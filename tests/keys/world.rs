//! A folder with a key that the page has saved, and the command in it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use qingdan::domain::seal::lock_key;

use crate::seal::{key, random};

/// The passphrase of every key.
pub(crate) const PASSPHRASE: &str = "many words of my own";

/// What a run says: exit code, standard output, standard error.
type Said = (Option<i32>, String, String);

/// The world of one test: an empty folder of its own, with a key that the page has saved.
pub(crate) struct World(pub(crate) PathBuf);

impl World {
    pub(crate) fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("keys").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let world = Self(path);
        world.write("words", &[PASSPHRASE, "\n"].concat());
        world.write("key.json", &lock_key(&key(1), PASSPHRASE, &random(3)).unwrap());
        world
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    pub(crate) fn run_with(&self, words: &str, input: &[u8]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&self.0).args(words.split_whitespace()).env("QINGDAN_LANG", "en");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        // A run that does not read its input may have gone.
        let _ = pipe.write_all(input);
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    pub(crate) fn run(&self, words: &str) -> Said {
        self.run_with(words, b"")
    }

    /// A run that ends well.
    pub(crate) fn done(&self, words: &str) -> (String, String) {
        let (code, out, said) = self.run(words);
        assert_eq!(code, Some(0), "{words}: {said}");
        (out, said)
    }

    /// A run that fails with an exit code and a word, and writes nothing.
    pub(crate) fn fails(&self, words: &str, code: i32, word: &str) {
        let (found, out, said) = self.run(words);
        assert_eq!((found, out.as_str()), (Some(code), ""), "{words}: {said}");
        assert!(said.contains(word), "{words}: {said}");
    }

    /// A run on a terminal, on which a line is typed after each prompt: exit code, and all that
    /// the terminal shows. None where there is no `script` to make one.
    pub(crate) fn typed(
        &self,
        words: &str,
        lines: &[(&str, &str)],
    ) -> Option<(Option<i32>, String)> {
        let words = [env!("CARGO_BIN_EXE_qingdan"), " ", words].concat();
        let mut script = Command::new("script");
        script.args(["-qec", &words, "/dev/null"]).current_dir(&self.0);
        script.env("QINGDAN_LANG", "en").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().ok()?;
        let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut shown = Vec::new();
        let mut byte = [0];
        for (prompt, line) in lines {
            while !shown.ends_with(prompt.as_bytes()) && output.read(&mut byte).unwrap() > 0 {
                shown.push(byte[0]);
            }
            // What is typed before the terminal has stopped showing it is shown.
            std::thread::sleep(std::time::Duration::from_millis(500));
            input.write_all([line, "\n"].concat().as_bytes()).unwrap();
        }
        output.read_to_end(&mut shown).unwrap();
        drop(input);
        let shown = String::from_utf8(shown).unwrap();
        Some((child.wait().unwrap().code(), shown))
    }
}
