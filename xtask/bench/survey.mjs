// The survey of the instrument as plain data, for the rivals' pages: the same questions, options
// and welcome as ours, in Chinese.

const DECLINED = "不愿回答";
const OFFERS = { na: "不适用", dk: "不清楚" };

/** The pages, each with its questions, from the instrument. */
export function survey(instrument, firstView) {
  const sets = new Map(instrument.response_sets.map((set) => [set.id, set.options]));
  const question = (asked) => {
    const several = asked.kind === "priorities";
    const options = several ? instrument.categories.map((category) => ({ label: category.name }))
      : typeof asked.options === "string" ? sets.get(asked.options) : asked.options;
    const others = several ? [] : (asked.offers ?? []).map((offer) => OFFERS[offer]);
    return {
      id: asked.id,
      stem: asked.stem.zh,
      hint: [asked.recall, asked.instruction].filter(Boolean).map((text) => text.zh).join(" "),
      options: options.map((option) => option.label.zh).concat(others, DECLINED),
      scores: options.map((option) => option.score),
      several,
    };
  };
  const category = ({ id, name, about }) => ({
    id,
    title: name.zh,
    about: about.zh,
    questions: instrument.items.filter((item) => item.category === id).map(question),
  });
  return {
    welcome: welcome(firstView),
    pages: [
      ...instrument.categories.map(category),
      { id: "outcomes", title: "影响", about: "", questions: instrument.outcomes.map(question) },
      { id: "background", title: "背景", about: "", questions: instrument.background.map(question) },
    ],
  };
}

/** The paragraphs of our own first view, as HTML. */
function welcome(firstView) {
  const main = firstView.slice(firstView.indexOf("<main"), firstView.indexOf("</main>"));
  const blocks = main.match(/<(h1|h2|p|dt|dd|li|legend|span class="forms__)[^>]*>[^<]+/g) ?? [];
  return blocks
    .map((block) => /^<(h1|h2)?[^>]*>(.*)$/s.exec(block))
    .map(([, heading, text]) => `<${heading ?? "p"}>${text}</${heading ?? "p"}>`)
    .join("\n");
}
