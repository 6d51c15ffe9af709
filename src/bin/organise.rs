//! The organiser's page, and the worker that it starts from the same module.

use qingdan::browser::worker;
use qingdan::tasks::collect;
use qingdan::ui::organise::Root;

fn main() {
    if let Some(scope) = worker::scope() {
        collect::serve(&scope);
    } else {
        yew::Renderer::<Root>::new().render();
    }
}
