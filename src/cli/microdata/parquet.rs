//! The table as Parquet: small integers by column, what they stand for in the metadata.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use crate::domain::microdata::{Table, column_json, scope_json};
use crate::domain::record::campaign_number;

/// Rows of one group: what is read at a time.
const GROUP_ROWS: usize = 100_000;

/// What the name of each column's metadata begins with.
const PREFIX: &str = "qingdan.column.";

/// The bytes of the file. They tell no time and no machine.
pub(super) fn written(table: &Table<'_>) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("qingdan {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(metadata(table)))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(table)?, Arc::new(properties))?;
    for rows in table.rows.chunks(GROUP_ROWS) {
        let mut group = writer.next_row_group()?;
        if let Some(campaign) = table.campaign {
            let name = ByteArray::from(format!("c{}", campaign_number(campaign.id)).into_bytes());
            let mut column = next(group.next_column()?)?;
            column.typed::<ByteArrayType>().write_batch(&vec![name; rows.len()], None, None)?;
            column.close()?;
            let mut column = next(group.next_column()?)?;
            let waves = vec![i32::from(campaign.wave); rows.len()];
            column.typed::<Int32Type>().write_batch(&waves, None, None)?;
            column.close()?;
        }
        for place in 0..table.columns.len() {
            let codes: Vec<i32> = rows.iter().map(|row| i32::from(row[place])).collect();
            let mut column = next(group.next_column()?)?;
            column.typed::<Int32Type>().write_batch(&codes, None, None)?;
            column.close()?;
        }
        group.close()?;
    }
    writer.into_inner()
}

/// The next column, of which there is one for each field of the schema.
fn next<T>(column: Option<T>) -> Result<T> {
    column.ok_or_else(|| parquet::errors::ParquetError::General("no such column".to_owned()))
}

fn schema(table: &Table<'_>) -> Result<TypePtr> {
    let integer = |name: &str| {
        Type::primitive_type_builder(name, Physical::INT32)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(Some(LogicalType::integer(16, true)))
            .build()
            .map(Arc::new)
    };
    let mut fields = Vec::new();
    if table.campaign.is_some() {
        let text = Type::primitive_type_builder("campaign", Physical::BYTE_ARRAY)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(Some(LogicalType::String))
            .build()?;
        fields.extend([Arc::new(text), integer("wave")?]);
    }
    for column in &table.columns {
        fields.push(integer(&column.name)?);
    }
    Type::group_type_builder("records").with_fields(fields).build().map(Arc::new)
}

fn metadata(table: &Table<'_>) -> Vec<KeyValue> {
    let instrument = table.instrument;
    let about = [
        ("qingdan.format", "qingdan-microdata/1".to_owned()),
        ("qingdan.instrument", instrument.id.clone()),
        ("qingdan.version", instrument.version.clone()),
        ("qingdan.hash", instrument.hash.to_string()),
        ("qingdan.minimum", table.minimum.to_string()),
    ];
    let told = |name: &str, json: String| KeyValue::new([PREFIX, name].concat(), json);
    let scope = table.scope();
    let scope = scope.iter().map(|scope| told(scope.name, scope_json(scope)));
    let columns = table.columns.iter();
    let columns = columns.map(|column| told(&column.name, column_json(table, column)));
    about
        .into_iter()
        .map(|(key, value)| KeyValue::new(key.to_owned(), value))
        .chain(scope)
        .chain(columns)
        .collect()
}
