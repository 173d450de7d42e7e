//! The JSON Schema of a shape, for editors.

use serde_json::{Map, Value, json};

use super::{Object, Shape};

/// The schema of a file whose outermost value is `object` (JSON Schema, draft 2020-12).
pub(crate) fn json_schema(object: &'static Object, title: &str) -> Value {
    let mut objects = Map::new();
    let mut schema = object_schema(object, &mut objects);
    if let Value::Object(members) = &mut schema {
        members.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        members.insert("title".into(), title.into());
        members.insert("$defs".into(), objects.into());
    }
    schema
}

fn object_schema(object: &'static Object, objects: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in object.fields {
        let mut schema = shape_schema(&field.shape, objects);
        if let Value::Object(members) = &mut schema {
            members.insert("description".into(), field.about.into());
        }
        properties.insert(field.name.into(), schema);
    }
    let required = object.fields.iter().filter(|field| field.required).map(|field| field.name);
    json!({
        "type": "object",
        "description": object.about,
        "properties": properties,
        "required": required.collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn shape_schema(shape: &'static Shape, objects: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Plain => json!({ "type": "string", "pattern": r"\S" }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,63}$" }),
        Shape::Caller => {
            let id = "[a-z0-9][a-z0-9._-]{0,63}";
            let page = "web:https://[a-z0-9][a-z0-9.-]{0,252}(:[0-9]{1,5})?";
            json!({ "type": "string", "pattern": format!("^({id}|{page})$") })
        }
        Shape::Sha256 => json!({ "type": "string", "pattern": "^[0-9a-fA-F]{64}$" }),
        Shape::Version => {
            json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(\.\d{1,9})?$" })
        }
        Shape::Span => json!({ "type": "string", "pattern": r"^\d+[smhd]$" }),
        Shape::Time => json!({ "type": "string", "format": "date-time" }),
        Shape::Word(_, words) => json!({ "enum": words }),
        Shape::List(item, least) => {
            json!({ "type": "array", "items": shape_schema(item, objects), "minItems": least })
        }
        Shape::Object(object) => reference(object, objects),
        Shape::Map(value) => {
            json!({ "type": "object", "additionalProperties": shape_schema(value, objects) })
        }
        Shape::TextOr(first, second) | Shape::ByKey(_, first, second) => {
            json!({ "anyOf": [shape_schema(first, objects), shape_schema(second, objects)] })
        }
    }
}

fn reference(object: &'static Object, objects: &mut Map<String, Value>) -> Value {
    let name = object.name.trim_start_matches("a ").trim_start_matches("an ");
    let name = name.trim_start_matches("the ").replace(' ', "_");
    if !objects.contains_key(&name) {
        objects.insert(name.clone(), Value::Null);
        let schema = object_schema(object, objects);
        objects.insert(name.clone(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}
