//! Mounts the respondent's page.

fn main() {
    qingdan::ui::respond::start();
}
