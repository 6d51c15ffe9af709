//! The blocks of code of a document, with the comments above them.

/// A block between fences.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The document.
    pub(crate) document: String,
    /// The line of its first fence, counted from 1.
    pub(crate) line: usize,
    /// The first word after the fence.
    pub(crate) language: String,
    /// Its lines, without the indentation of the fence.
    pub(crate) lines: Vec<String>,
    /// The comments directly above: name and words.
    comments: Vec<(String, String)>,
}

impl Block {
    /// What the comments of a name say, in their order.
    pub(crate) fn words(&self, name: &str) -> Vec<&str> {
        self.comments.iter().filter(|(key, _)| key == name).map(|(_, words)| &**words).collect()
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

/// The blocks of a document, in their order.
pub(crate) fn blocks(document: &str, text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = None;
    let mut comments = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let body = line.trim_start();
        match (open, body.strip_prefix("```")) {
            (None, Some(language)) => {
                open = Some(line.len() - body.len());
                found.push(Block {
                    document: document.to_owned(),
                    line: number,
                    language: language.split([' ', ',']).next().unwrap_or_default().to_owned(),
                    lines: Vec::new(),
                    comments: std::mem::take(&mut comments),
                });
            }
            (Some(_), Some(_)) => open = None,
            (Some(indent), None) => {
                let cut = line.len() - body.len();
                let line = line.get(cut.min(indent)..).unwrap_or_default();
                found.last_mut().unwrap().lines.push(line.to_owned());
            }
            (None, None) => match comment(body) {
                Some(comment) => comments.push(comment),
                None => comments.clear(),
            },
        }
    }
    found
}

/// `<!-- name: words -->`.
fn comment(line: &str) -> Option<(String, String)> {
    let inner = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let (name, words) = inner.split_once(':')?;
    Some((name.trim().to_owned(), words.trim().to_owned()))
}
