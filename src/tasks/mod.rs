//! Flows that touch both the domain and the browser, one verb per file.

pub mod begin_interview;
pub mod collect;
pub mod draw_tickets;
pub mod erase_drafts;
pub mod export_record;
pub mod gather;
#[cfg(feature = "two-tally")]
pub mod hand_half;
pub mod keep_draft;
pub mod keep_key;
pub mod keep_picture;
pub mod leave_page;
pub mod make_key;
pub mod read_chosen;
pub mod read_earlier;
pub mod resume_draft;
pub mod save_report;
pub mod seal_draft;
pub mod share_record;
pub mod split_key;
pub mod take_key;
#[cfg(feature = "two-tally")]
pub mod two_tally;
