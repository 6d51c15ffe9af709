// A SurveyJS page as its documentation teaches: the survey as JSON, category scores and a file at
// the end. esbuild bundles it and puts the survey in place of SURVEY.
import "survey-core/survey-core.fontless.css";
import "survey-core/i18n/simplified-chinese";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";

const { welcome, pages } = SURVEY;

function element({ id, stem, hint, options, several }) {
  return {
    type: several ? "checkbox" : "radiogroup",
    name: id,
    title: stem,
    description: hint,
    choices: options.map((text, value) => ({ value, text })),
  };
}

const survey = new Model({
  locale: "zh-cn",
  firstPageIsStartPage: true,
  startSurveyText: "开始",
  pages: [
    { name: "welcome", elements: [{ type: "html", name: "welcome", html: welcome }] },
    ...pages.map(({ id, title, about, questions }) => (
      { name: id, title, description: about, elements: questions.map(element) }
    )),
  ],
});

function scores(answers) {
  return pages.map(({ title, questions }) => {
    const known = questions.map(({ id, scores }) => scores[answers[id]]).filter((s) => s >= 0);
    return { title, score: known.length ? known.reduce((a, b) => a + b) / known.length : null };
  });
}

survey.onComplete.add(({ data }) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ data, scores: scores(data) })]));
  link.download = "answers.json";
  link.click();
});

self.survey = survey;
renderSurvey(survey, document.getElementById("page"));
