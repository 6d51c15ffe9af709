//! Workspaces in the browser's database: a list of them, and a log for each.

use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::database::{Database, DatabaseFault};

/// Longest name of a workspace, characters.
pub const WORKSPACE_NAME_CHARS_MAX: usize = 30;

/// Most workspaces that are listed.
const WORKSPACES_MAX: u32 = 1_000;

/// Entries of a log that are read at once.
const ENTRIES_AT_ONCE: u32 = 8;

/// The database that lists all workspaces. The names of databases say what lies there.
const LIST: &str = "qingdan-workspaces";

/// Records that are kept together under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its number, which never comes again.
    pub number: u32,
    /// Its name; empty where it was given none.
    pub name: String,
}

/// A workspace as the list holds it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Listed {
    name: String,
    /// Counted up whenever one is opened: the greatest is the one opened last.
    opened: u32,
}

/// What is done with workspaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    Open(u32),
    Create(String),
    Rename(String),
    Erase,
    EraseAll,
}

impl Switch {
    /// Whether what is open is erased.
    pub(super) const fn erases(&self) -> bool {
        matches!(self, Self::Erase | Self::EraseAll)
    }
}

/// The workspaces of this browser, and the one that is open.
#[derive(Debug)]
pub(super) struct Keeper {
    list: Database,
    open: Option<(Workspace, Database)>,
}

fn log_name(number: u32) -> String {
    format!("qingdan-workspace-{number}")
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "keys are whole numbers that the database counts up from 1"
)]
const fn number(key: f64) -> u32 {
    key as u32
}

impl Keeper {
    /// Finds out whether this browser keeps anything.
    pub(super) async fn begin() -> Result<Self, DatabaseFault> {
        Ok(Self { list: Database::open(LIST).await?, open: None })
    }

    /// Opens the list, and the workspace that was open last.
    pub(super) async fn opened() -> Result<Self, DatabaseFault> {
        let mut keeper = Self::begin().await?;
        if let Some(number) = keeper.last().await? {
            keeper.open(number).await?;
        }
        Ok(keeper)
    }

    async fn listed(&self) -> Result<Vec<(u32, Listed)>, DatabaseFault> {
        let values = self.list.read(0.0, WORKSPACES_MAX).await?;
        let read = |value: JsValue| serde_json::from_str(&value.as_string()?).ok();
        let listed = values.into_iter();
        Ok(listed.filter_map(|(key, value)| Some((number(key), read(value)?))).collect())
    }

    /// All workspaces, in the order in which they were made.
    pub(super) async fn workspaces(&self) -> Result<Vec<Workspace>, DatabaseFault> {
        let listed = self.listed().await?.into_iter();
        Ok(listed.map(|(number, listed)| Workspace { number, name: listed.name }).collect())
    }

    /// The workspace that is open.
    pub(super) fn current(&self) -> Option<&Workspace> {
        self.open.as_ref().map(|(workspace, _)| workspace)
    }

    /// Closes the workspace that is open.
    fn close(&mut self) {
        self.open = None;
    }

    /// The number of the workspace that was open last.
    pub(super) async fn last(&self) -> Result<Option<u32>, DatabaseFault> {
        let listed = self.listed().await?;
        Ok(listed.iter().max_by_key(|(_, listed)| listed.opened).map(|(number, _)| *number))
    }

    /// Opens, makes, names or erases a workspace. One that could not be erased is opened again, so
    /// that it is seen; not where another page holds it, which would hold that up too.
    pub(super) async fn carry_out(&mut self, switch: Switch) -> Result<(), DatabaseFault> {
        let erases = switch.erases();
        let done = match switch {
            Switch::Open(number) => self.open(number).await,
            Switch::Create(name) => self.create(&name).await,
            Switch::Rename(name) => return self.rename(&name).await,
            Switch::Erase => self.erase().await,
            Switch::EraseAll => self.erase_all().await,
        };
        if let Err(fault) = &done {
            self.close();
            if erases
                && *fault != DatabaseFault::Held
                && let Ok(Some(number)) = self.last().await
            {
                // Where that fails too, none is open.
                let _ = self.open(number).await;
            }
        }
        done
    }

    /// Opens a workspace.
    pub(super) async fn open(&mut self, wanted: u32) -> Result<(), DatabaseFault> {
        let listed = self.listed().await?;
        let opened = listed.iter().map(|(_, listed)| listed.opened).max().unwrap_or(0) + 1;
        let found = listed.into_iter().find(|(number, _)| *number == wanted);
        let (number, listed) = found.ok_or(DatabaseFault::Gone)?;
        let name = listed.name;
        self.write(number, &Listed { name: name.clone(), opened }).await?;
        let log = Database::open(&log_name(number)).await?;
        self.open = Some((Workspace { number, name }, log));
        Ok(())
    }

    /// Makes a workspace and opens it.
    pub(super) async fn create(&mut self, name: &str) -> Result<(), DatabaseFault> {
        let listed = Listed { name: name.to_owned(), opened: 0 };
        self.list.append(&text(&listed)).await?;
        let made = self.listed().await?.last().map(|(number, _)| *number);
        self.open(made.ok_or(DatabaseFault::Gone)?).await
    }

    /// Gives the open workspace a name.
    async fn rename(&mut self, name: &str) -> Result<(), DatabaseFault> {
        let Some((workspace, _)) = &mut self.open else { return Ok(()) };
        name.clone_into(&mut workspace.name);
        let number = workspace.number;
        let listed = self.listed().await?;
        let opened = listed.iter().find(|(n, _)| *n == number).map_or(0, |(_, l)| l.opened);
        self.write(number, &Listed { name: name.to_owned(), opened }).await
    }

    /// Erases the open workspace.
    async fn erase(&mut self) -> Result<(), DatabaseFault> {
        let Some((workspace, log)) = self.open.take() else { return Ok(()) };
        // Firefox needs room even for that; where there is none, deleting the database makes some.
        let _ = log.clear().await;
        drop(log);
        Database::delete(&log_name(workspace.number)).await?;
        self.list.remove(workspace.number.into()).await
    }

    /// Erases every workspace, also those after one that cannot be.
    async fn erase_all(&mut self) -> Result<(), DatabaseFault> {
        self.open = None;
        let mut done = Ok(());
        for (number, _) in self.listed().await? {
            let erased = match self.open(number).await {
                Ok(()) => self.erase().await,
                fault => fault,
            };
            done = done.and(erased);
        }
        done
    }

    /// Appends an entry to the log of the open workspace. It is kept when the promise is.
    pub(super) async fn append(&self, entry: &ArrayBuffer) -> Result<(), DatabaseFault> {
        match &self.open {
            Some((_, log)) => log.append(entry).await,
            None => Err(DatabaseFault::Gone),
        }
    }

    /// Some entries of the log after a place, in their order, and the place after them; none at
    /// its end.
    pub(super) async fn entries(
        &self,
        after: f64,
    ) -> Result<Option<(Vec<ArrayBuffer>, f64)>, DatabaseFault> {
        let Some((_, log)) = &self.open else { return Ok(None) };
        let values = log.read(after, ENTRIES_AT_ONCE).await?;
        let Some((place, _)) = values.last() else { return Ok(None) };
        let place = *place;
        let buffers = values.into_iter().map(|(_, value)| match value.dyn_into() {
            Ok(buffer) => buffer,
            // Not ours: told as an entry that cannot be read.
            Err(_) => Uint8Array::new_with_length(0).buffer(),
        });
        Ok(Some((buffers.collect(), place)))
    }

    async fn write(&self, number: u32, listed: &Listed) -> Result<(), DatabaseFault> {
        self.list.put(number.into(), &text(listed)).await
    }
}

fn text(listed: &Listed) -> JsValue {
    // Plain data: writing it as JSON cannot fail.
    JsValue::from_str(&serde_json::to_string(listed).unwrap_or_default())
}
