//! The words of the organiser's page, which the command shares: what means the same is said alike.

use super::language::{Language, language};
use crate::i18n::Language as Catalogue;
use crate::i18n::organise::Messages;

/// The words in the language of this run.
pub(super) fn words() -> &'static Messages {
    Messages::of(match language() {
        Language::Chinese => Catalogue::Zh,
        Language::English => Catalogue::En,
    })
}
