//! What a report is about.

use serde::{Deserialize, Serialize};

use crate::domain::disclose::Policy;
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

/// What those who answered were promised: the fewest people in a published group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Promise {
    /// They were asked without a campaign.
    Nothing,
    /// By their campaign, people.
    Minimum(u8),
    /// By a campaign that is not here.
    Unknown,
}

impl Promise {
    /// The fewest people in a group that keeps it, people; none where nothing was promised. What
    /// is unknown may have been the highest that there is.
    pub const fn least(self) -> Option<u64> {
        match self {
            Self::Nothing => None,
            Self::Minimum(people) => Some(people as u64),
            Self::Unknown => Some(Policy::HIGHEST),
        }
    }

    /// The minimum, where it is known, people.
    pub const fn minimum(self) -> Option<u8> {
        match self {
            Self::Minimum(people) => Some(people),
            Self::Nothing | Self::Unknown => None,
        }
    }

    /// What keeps both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Nothing, promise) | (promise, Self::Nothing) => promise,
            (Self::Minimum(one), Self::Minimum(other)) => Self::Minimum(one.max(other)),
        }
    }
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

    /// Whether it counts tally files of several campaigns: then only the wave is told, under the
    /// id 0.
    pub const fn is_pooled(self) -> bool {
        self.merged && matches!(self.campaign, Some(([0, 0, 0, 0], _)))
    }

    /// What it counts, the same whatever it is called: tally files of a wave count together, and
    /// what was of one campaign is pooled as soon as a file of another one comes.
    pub(super) const fn counted(self) -> Self {
        match self.campaign {
            Some((_, wave)) if self.merged => Self { campaign: Some(([0; 4], wave)), ..self },
            _ => self,
        }
    }

    /// Whether it is a later wave of the same campaign than `earlier`, answered in the same form
    /// and counted in the same way. Nothing else can be compared. Tally files of several campaigns
    /// are taken as those of one, whose waves follow each other: which went into a wave, whoever
    /// merges them knows.
    pub fn follows(self, earlier: Self) -> bool {
        let (Some((id, wave)), Some((earlier_id, before))) = (self.campaign, earlier.campaign)
        else {
            return false;
        };
        let alike = (self.form, self.merged) == (earlier.form, earlier.merged);
        alike && id == earlier_id && wave > before
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
