//! What of a form could not be carried over, row by row.

/// Something to be told about a row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The sheet: `survey`, `choices` or `settings`.
    pub sheet: &'static str,
    /// The row, counted from 1 with the headers.
    pub row: usize,
    /// The name in that row; empty where there is none.
    pub name: String,
    /// What it is.
    pub fault: Fault,
}

/// What is not carried over, or carried over otherwise. The words for people are the command's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A group that repeats.
    #[error("a repeat: left out with all it holds")]
    Repeat,
    /// A row without a type.
    #[error("no type: left out")]
    NoType,
    /// A row that the form has switched off.
    #[error("disabled: left out")]
    Disabled,
    /// Something that is calculated or hidden.
    #[error("a calculation: left out")]
    Calculation,
    /// A question of another type.
    #[error("a question of the type {0}: left out")]
    Type(String),
    /// A question that records a time, a device or a person.
    #[error("{0} tells who answered, when or on what: left out")]
    Identifying(String),
    /// Several choices, or an order of them.
    #[error("several choices: left out")]
    Several,
    /// Choices that depend on another answer.
    #[error("choices that depend on another answer: left out")]
    Cascade,
    /// Choices from a file, or with a free text.
    #[error("choices from a file or with a free text: left out")]
    OpenChoices,
    /// The list of choices is not there.
    #[error("no list of choices {0}: left out")]
    NoList(String),
    /// Priorities with more or fewer questions than there are ranks.
    #[error("priorities need {0} questions with the role rank: left out")]
    Ranks(usize),
    /// A note for the respondent.
    #[error("a note: left out")]
    Note,
    /// A name that an instrument cannot have.
    #[error("the name is too long or has other characters than an id: left out")]
    Name,
    /// A name that stands twice.
    #[error("the name stands twice: left out")]
    Twice,
    /// No label in any language.
    #[error("no label: left out")]
    NoLabel,
    /// A text that refers to the answer to another question.
    #[error("the column {0} refers to another answer: left out")]
    Reference(String),
    /// A choice whose words refer to the answer to another question.
    #[error("the choice {0} refers to another answer: left out")]
    ChoiceReference(String),
    /// Marks of HTML or Markdown in a text.
    #[error("marks in the column {0}, which will be shown as they stand")]
    Marks(String),
    /// A group with the name of an earlier one.
    #[error("a group with the name of an earlier one: both are one category")]
    GroupTwice,
    /// A group or repeat without an end.
    #[error("no end of this group")]
    Unclosed,
    /// An end without a beginning.
    #[error("the end of a group that has not begun")]
    EndAlone,
    /// The end of a repeat where a group has begun, or the other way round.
    #[error("a group that ends as a repeat, or a repeat as a group")]
    EndOther,
    /// Two columns with the same header.
    #[error("two columns {0}")]
    HeaderTwice(String),
    /// A choice of a scored question without a score.
    #[error("the choice {0} has no score: left out")]
    NoScore(String),
    /// A score that is no whole number from 0 to 100.
    #[error("the score of the choice {0} is no whole number from 0 to 100: left out")]
    BadScore(String),
    /// Fewer than 2 or more than 11 choices.
    #[error("{0} choices, and a question has 2 to 11: left out")]
    Choices(usize),
    /// A choice that stands twice in its list.
    #[error("the choice {0} stands twice in its list: left out")]
    ChoiceTwice(String),
    /// The choices were put in the order of their scores.
    #[error("the choices were put in the order of their scores")]
    Reordered,
    /// Scores that look like another scale.
    #[error("the highest score is {0} of 100")]
    LowScores(u8),
    /// A condition that is not carried over.
    #[error("the condition is left out: everybody is asked")]
    Condition,
    /// A question that must be answered.
    #[error("required: left out, any question may be skipped")]
    Required,
    /// A column whose content is not carried over, told once.
    #[error("the column {0} is left out")]
    Column(String),
    /// A word of an own column that is not known.
    #[error("unknown word in the column {0}")]
    Word(String),
    /// A scored question outside of any group.
    #[error("outside of any group: put into the category {0}")]
    Ungrouped(String),
    /// Neither a score nor a role: taken for an outcome.
    #[error("no scores: taken for a question that is not scored")]
    Unscored,
    /// Not both of the languages.
    #[error("no labels in one of the languages: the other labels are repeated")]
    OneLanguage,
    /// A column in a language, or in a further one, that no text is read from.
    #[error("the column {0} is left out: an instrument has 中文 and English")]
    Language(String),
    /// A column without a language or in a further one, which is read only where both are empty.
    #[error("the column {0} is read only where 中文 and English are empty")]
    StandIn(String),
    /// A row without a label in one of the languages.
    #[error("no label in one language: the other is repeated")]
    LabelMissing,
    /// The id or the version was changed to what an instrument can have.
    #[error("{0} was changed to {1}")]
    Renamed(&'static str, String),
    /// The form came out of an instrument, whose sources and further texts it does not hold.
    #[error("made from {0}: sources, cases and further texts are in its own file only")]
    Made(String),
    /// Texts that a form does not have were filled in.
    #[error("the words for bands, the disclaimer and the sources are to be written")]
    FilledIn,
}

impl Fault {
    /// Whether nobody can tell what the form means: then no instrument may be made of it.
    pub const fn breaks(&self) -> bool {
        matches!(self, Self::Unclosed | Self::EndAlone | Self::EndOther | Self::HeaderTwice(_))
    }

    /// Whether something is missing in the instrument for it, and not only otherwise.
    pub const fn leaves_out(&self) -> bool {
        !matches!(
            self,
            Self::Marks(_)
                | Self::GroupTwice
                | Self::Reordered
                | Self::LowScores(_)
                | Self::Condition
                | Self::Required
                | Self::Column(_)
                | Self::Word(_)
                | Self::Ungrouped(_)
                | Self::Unscored
                | Self::OneLanguage
                | Self::Language(_)
                | Self::StandIn(_)
                | Self::LabelMissing
                | Self::Renamed(..)
                | Self::Made(_)
                | Self::FilledIn
        )
    }
}
