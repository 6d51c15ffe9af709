//! How an [`OptionSet`] is written: in JSON as a string or a list, in the packed form of the
//! shipped instrument, which cannot tell the two apart, with a tag.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::model::{OptionSet, ResponseOption};

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum InJson {
    Shared(String),
    Own(Vec<ResponseOption>),
}

#[derive(Serialize, Deserialize)]
enum Packed {
    Shared(String),
    Own(Vec<ResponseOption>),
}

impl Serialize for OptionSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = self.clone();
        if serializer.is_human_readable() {
            match set {
                Self::Shared(id) => InJson::Shared(id),
                Self::Own(options) => InJson::Own(options),
            }
            .serialize(serializer)
        } else {
            match set {
                Self::Shared(id) => Packed::Shared(id),
                Self::Own(options) => Packed::Own(options),
            }
            .serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for OptionSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Ok(match InJson::deserialize(deserializer)? {
                InJson::Shared(id) => Self::Shared(id),
                InJson::Own(options) => Self::Own(options),
            })
        } else {
            Ok(match Packed::deserialize(deserializer)? {
                Packed::Shared(id) => Self::Shared(id),
                Packed::Own(options) => Self::Own(options),
            })
        }
    }
}
