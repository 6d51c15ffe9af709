//! What a report is about.

use serde::{Deserialize, Serialize};

use crate::domain::instrument::Form;
use crate::domain::record::CampaignRef;
use crate::domain::tally::Scope;

/// Records of one form that are reported on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Id and wave of their campaign; none for records that belong to none.
    pub campaign: Option<([u8; 4], u8)>,
    /// The form; the two are never pooled.
    pub form: Form,
    /// Whether they were added up elsewhere and came as tally files.
    pub merged: bool,
}

impl Subject {
    /// The records of a scope.
    pub const fn of(scope: Scope) -> Self {
        let campaign = match scope.campaign {
            Some(CampaignRef { id, wave }) => Some((id, wave)),
            None => None,
        };
        Self { campaign, form: scope.form, merged: false }
    }

    /// The scope, of records or of tally files.
    pub const fn scope(self) -> Scope {
        let campaign = match self.campaign {
            Some((id, wave)) => Some(CampaignRef { id, wave }),
            None => None,
        };
        Scope { campaign, form: self.form }
    }
}
