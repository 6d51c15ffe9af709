//! Mounts the respondent's page with what splits a record into two halves.

fn main() {
    qingdan::ui::respond::start();
}
