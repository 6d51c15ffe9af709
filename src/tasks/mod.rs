//! Flows that touch both the domain and the browser, one verb per file.

pub mod begin_interview;
pub mod export_record;
pub mod import_files;
