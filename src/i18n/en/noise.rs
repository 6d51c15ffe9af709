//! Noise in the answers, in English.

use crate::i18n::organise::Noise;

pub(super) const NOISE: Noise = Noise {
    heading: "Randomised questions",
    what: |n, chance| {
        let these =
            if n == 1 { "this question".to_owned() } else { format!("these {n} questions") };
        format!(
            "For {these} the phones threw a die when they saved: with a chance of {chance} they \
             wrote the true choice, and otherwise one drawn from all options. No file shows \
             whether what it holds is true."
        )
    },
    how: &[
        "So there are no counts for these questions, only estimates, worked back from all records \
         and the chance of the truth. On average they are neither too high nor too low, but far \
         less exact than direct answers: read them with their intervals. Who did not answer is \
         counted, because that is not randomised.",
        "An estimate can be below 0 or above 100%. That is chance, and it is told as it is: \
         cutting it off would bend the average of many estimates.",
        "The overall index, spreads of scores, groups, comparisons of waves, reliability and \
         correlations cannot be freed of the noise: whatever contains these questions is withheld. \
         All other questions and categories are as usual.",
    ],
    mixed: "These questions were randomised for some people and not for others, or not in the same \
            way, or a tally file does not say how. Nothing can be estimated from that, so whatever \
            contains them is withheld.",
    unknown: [
        "Whether this campaign randomised any questions is not known here. If it did, the figures \
         below are not true. Put the campaign’s file in, or paste the whole invitation.",
        "Some of the merged tally files do not say which questions their campaign randomised. If \
         it did, the figures below are not true. Ask those units to put the campaign’s file in and \
         save their tally again; then begin a new batch and merge once more.",
    ],
    finding: |n| {
        let verb = if n == 1 { "question was" } else { "questions were" };
        format!("{n} {verb} randomised: there are estimates only, and no overall index.")
    },
    estimated: |figure| format!("estimated {figure}"),
    item: "This question was randomised: these are estimates, not counts.",
    share: "Estimated share (95% interval)",
    mean: |mean, interval| format!("estimated mean {mean} ({interval})"),
    category: |mean, interval| {
        format!(
            "Estimated mean {mean} points ({interval}). The category has randomised questions, so \
             this is an estimate."
        )
    },
    withheld: "contains randomised questions",
    rule: "Noise: randomised questions are merged and withheld by their answers in the files \
           first, and turned into estimates then; where a figure may not be shown, neither may \
           the estimate.",
    formulas: &[
        [
            "Share of a randomised question",
            "(r − q)/λ (Warner 1965); interval converted from Wilson’s, not clipped",
        ],
        [
            "Mean with randomised questions",
            "corrected person by person, then averaged; Student t, not clipped",
        ],
    ],
};
