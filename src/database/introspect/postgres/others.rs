//! Kinds of objects that are made and dropped as a whole: the server's catalogs put together to what makes each.
//!
//! Members of the answers: oid, comment, owner, privileges, schema, name, what else tells it apart, what stands behind `DROP` and
//! `COMMENT ON`, and the statements that make it, as a JSON list. Mappings of users to other servers are left out, since they hold passwords,
//! and so are subscriptions.

use super::catalog::{IS_OURS, head, not_of_an_extension};
use super::model::OtherKind;

/// A kind, its catalog, and the question.
pub(super) type Question = (OtherKind, &'static str, String);

/// One question a kind.
pub(super) fn questions(version: u32) -> Vec<Question> {
    vec![
        (OtherKind::Operator, "pg_operator", operators()),
        (OtherKind::OperatorFamily, "pg_opfamily", operator_families()),
        (OtherKind::OperatorClass, "pg_opclass", operator_classes()),
        (OtherKind::Cast, "pg_cast", casts()),
        (OtherKind::Conversion, "pg_conversion", conversions()),
        (OtherKind::Dictionary, "pg_ts_dict", dictionaries()),
        (OtherKind::SearchConfiguration, "pg_ts_config", search_configurations()),
        (OtherKind::Wrapper, "pg_foreign_data_wrapper", wrappers()),
        (OtherKind::Server, "pg_foreign_server", servers()),
        (OtherKind::ForeignTable, "pg_class", foreign_tables()),
        (OtherKind::Publication, "pg_publication", publications(version)),
        (OtherKind::EventTrigger, "pg_event_trigger", event_triggers()),
    ]
}

/// What stands for a part of an object in the dependencies: catalog, oid of the part, catalog and oid of the whole.
pub(super) const PARTS: &str = "SELECT 'pg_amop', m.oid, 'pg_opclass', d.refobjid FROM pg_amop m \
     JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass WHERE m.oid >= 16384 \
     UNION ALL SELECT 'pg_amproc', m.oid, 'pg_opclass', d.refobjid FROM pg_amproc m \
     JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass WHERE m.oid >= 16384 \
     UNION ALL SELECT 'pg_publication_rel', r.oid, 'pg_publication', r.prpubid FROM pg_publication_rel r";

/// An object's name with its schema where the search path does not find it.
fn full(is_visible: &str, name: &str) -> String {
    format!("CASE WHEN {is_visible} THEN '' ELSE quote_ident(n.nspname) || '.' END || {name}")
}

/// ` OPTIONS (a 'b')`, or nothing.
fn options(column: &str) -> String {
    format!(
        "coalesce(' OPTIONS (' || (SELECT string_agg(quote_ident(option_name) || ' ' || quote_literal(option_value), ', ') \
         FROM pg_options_to_table({column})) || ')', '')"
    )
}

fn operators() -> String {
    let name = full("pg_operator_is_visible(o.oid)", "o.oprname");
    let side = |column: &str| format!("coalesce(format_type(nullif(o.{column}, 0), NULL), 'NONE')");
    let (left, right) = (side("oprleft"), side("oprright"));
    let other = |label: &str, column: &str| {
        format!(
            "coalesce(', {label} = OPERATOR(' || (SELECT quote_ident(xn.nspname) || '.' || x.oprname FROM pg_operator x \
             JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.{column}) || ')', '')"
        )
    };
    let argument = |label: &str, column: &str| {
        format!("CASE WHEN o.{column} = 0 THEN '' ELSE ', {label} = ' || format_type(o.{column}, NULL) END")
    };
    let estimator = |label: &str, column: &str| {
        format!("CASE WHEN o.{column}::oid = 0 THEN '' ELSE ', {label} = ' || o.{column}::regproc END")
    };
    format!(
        "SELECT {head}, n.nspname, o.oprname, {left} || ', ' || {right}, 'OPERATOR ' || {name} || ' (' || {left} || ', ' || {right} || ')', \
         json_build_array('CREATE OPERATOR ' || {name} || ' (FUNCTION = ' || o.oprcode::regproc || {left_argument} || {right_argument} \
         || {commutator} || {negator} || {restrict} || {join} || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END \
         || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')')::text \
         FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprcode::oid <> 0 AND {IS_OURS} AND {ours}",
        head = head("pg_operator", "o", "oprowner", ""),
        left_argument = argument("LEFTARG", "oprleft"),
        right_argument = argument("RIGHTARG", "oprright"),
        commutator = other("COMMUTATOR", "oprcom"),
        negator = other("NEGATOR", "oprnegate"),
        restrict = estimator("RESTRICT", "oprrest"),
        join = estimator("JOIN", "oprjoin"),
        ours = not_of_an_extension("pg_operator", "o"),
    )
}

fn operator_families() -> String {
    let name = full("pg_opfamily_is_visible(f.oid)", "quote_ident(f.opfname)");
    format!(
        "SELECT {head}, n.nspname, f.opfname, a.amname, 'OPERATOR FAMILY ' || {name} || ' USING ' || a.amname, \
         json_build_array('CREATE OPERATOR FAMILY ' || {name} || ' USING ' || a.amname)::text \
         FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod WHERE {IS_OURS} AND {ours}",
        head = head("pg_opfamily", "f", "opfowner", ""),
        ours = not_of_an_extension("pg_opfamily", "f"),
    )
}

fn operator_classes() -> String {
    let name = full("pg_opclass_is_visible(c.oid)", "quote_ident(c.opcname)");
    let of_class = |catalog: &str| {
        format!(
            "JOIN pg_depend d ON d.classid = '{catalog}'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass \
             AND d.refobjid = c.oid"
        )
    };
    format!(
        "SELECT {head}, n.nspname, c.opcname, a.amname, 'OPERATOR CLASS ' || {name} || ' USING ' || a.amname, \
         json_build_array('CREATE OPERATOR CLASS ' || {name} || CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END || ' FOR TYPE ' \
         || format_type(c.opcintype, NULL) || ' USING ' || a.amname || ' FAMILY ' || quote_ident(fn.nspname) || '.' || quote_ident(f.opfname) \
         || ' AS ' || (SELECT string_agg(p.text, ', ' ORDER BY p.kind, p.number, p.text) FROM ( \
           SELECT 0 AS kind, 0 AS number, 'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), NULL) AS text \
             WHERE c.opckeytype <> 0 OR NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid \
               AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)) \
           UNION ALL SELECT 1, m.amopstrategy, 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator \
             || coalesce(' FOR ORDER BY ' || (SELECT quote_ident(sn.nspname) || '.' || quote_ident(s.opfname) FROM pg_opfamily s \
               JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = m.amopsortfamily), '') FROM pg_amop m {operators} \
           UNION ALL SELECT 2, m.amprocnum, 'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, NULL) || ', ' \
             || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::regprocedure FROM pg_amproc m {functions}) p))::text \
         FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod \
         JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace WHERE {IS_OURS} AND {ours}",
        head = head("pg_opclass", "c", "opcowner", ""),
        operators = of_class("pg_amop"),
        functions = of_class("pg_amproc"),
        ours = not_of_an_extension("pg_opclass", "c"),
    )
}

fn casts() -> String {
    let pair = "'(' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')'";
    format!(
        "SELECT {head}, '', {pair}, '', 'CAST ' || {pair}, json_build_array('CREATE CAST ' || {pair} || CASE c.castmethod \
         WHEN 'f' THEN ' WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN ' WITH INOUT' ELSE ' WITHOUT FUNCTION' END \
         || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)::text \
         FROM pg_cast c WHERE c.oid >= 16384 AND {ours} AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass \
         AND i.objid = c.oid AND i.deptype = 'i')",
        head = head("pg_cast", "c", "", ""),
        ours = not_of_an_extension("pg_cast", "c"),
    )
}

fn conversions() -> String {
    let name = full("pg_conversion_is_visible(c.oid)", "quote_ident(c.conname)");
    format!(
        "SELECT {head}, n.nspname, c.conname, '', 'CONVERSION ' || {name}, \
         json_build_array('CREATE ' || CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || {name} || ' FOR ' \
         || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' TO ' || quote_literal(pg_encoding_to_char(c.contoencoding)) \
         || ' FROM ' || c.conproc::regproc)::text \
         FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE {IS_OURS} AND {ours}",
        head = head("pg_conversion", "c", "conowner", ""),
        ours = not_of_an_extension("pg_conversion", "c"),
    )
}

fn dictionaries() -> String {
    let name = full("pg_ts_dict_is_visible(d.oid)", "quote_ident(d.dictname)");
    format!(
        "SELECT {head}, n.nspname, d.dictname, '', 'TEXT SEARCH DICTIONARY ' || {name}, \
         json_build_array('CREATE TEXT SEARCH DICTIONARY ' || {name} || ' (TEMPLATE = ' || quote_ident(tn.nspname) || '.' \
         || quote_ident(t.tmplname) || coalesce(', ' || d.dictinitoption, '') || ')')::text \
         FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace JOIN pg_ts_template t ON t.oid = d.dicttemplate \
         JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE {IS_OURS} AND {ours}",
        head = head("pg_ts_dict", "d", "dictowner", ""),
        ours = not_of_an_extension("pg_ts_dict", "d"),
    )
}

fn search_configurations() -> String {
    let name = full("pg_ts_config_is_visible(c.oid)", "quote_ident(c.cfgname)");
    format!(
        "SELECT {head}, n.nspname, c.cfgname, '', 'TEXT SEARCH CONFIGURATION ' || {name}, \
         array_to_json('CREATE TEXT SEARCH CONFIGURATION ' || {name} || ' (PARSER = ' || quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) \
         || ')' || ARRAY(SELECT 'ALTER TEXT SEARCH CONFIGURATION ' || {name} || ' ADD MAPPING FOR ' || k.alias || ' WITH ' \
           || string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) FROM pg_ts_config_map m \
           JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype WHERE m.mapcfg = c.oid GROUP BY k.alias ORDER BY k.alias))::text \
         FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace JOIN pg_ts_parser p ON p.oid = c.cfgparser \
         JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE {IS_OURS} AND {ours}",
        head = head("pg_ts_config", "c", "cfgowner", ""),
        ours = not_of_an_extension("pg_ts_config", "c"),
    )
}

fn wrappers() -> String {
    let function = |label: &str, column: &str| {
        format!("CASE WHEN w.{column} = 0 THEN '' ELSE ' {label} ' || w.{column}::regproc END")
    };
    format!(
        "SELECT {head}, '', w.fdwname, '', 'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname), \
         json_build_array('CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || {handler} || {validator} || {options})::text \
         FROM pg_foreign_data_wrapper w WHERE {ours}",
        head = head("pg_foreign_data_wrapper", "w", "fdwowner", "fdwacl"),
        handler = function("HANDLER", "fdwhandler"),
        validator = function("VALIDATOR", "fdwvalidator"),
        options = options("w.fdwoptions"),
        ours = not_of_an_extension("pg_foreign_data_wrapper", "w"),
    )
}

fn servers() -> String {
    format!(
        "SELECT {head}, '', s.srvname, '', 'SERVER ' || quote_ident(s.srvname), \
         json_build_array('CREATE SERVER ' || quote_ident(s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '') \
         || coalesce(' VERSION ' || quote_literal(s.srvversion), '') || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || {options})::text \
         FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE {ours}",
        head = head("pg_foreign_server", "s", "srvowner", "srvacl"),
        options = options("s.srvoptions"),
        ours = not_of_an_extension("pg_foreign_server", "s"),
    )
}

fn foreign_tables() -> String {
    let name = full("pg_table_is_visible(c.oid)", "quote_ident(c.relname)");
    format!(
        "SELECT {head}, n.nspname, c.relname, '', 'FOREIGN TABLE ' || {name}, \
         array_to_json('CREATE FOREIGN TABLE ' || {name} || ' (' || coalesce((SELECT string_agg(p.text, ', ' ORDER BY p.kind, p.number, p.text) FROM ( \
           SELECT 0 AS kind, a.attnum::int AS number, quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || {column_options} \
             || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END \
             || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS text \
             FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
           UNION ALL SELECT 1, 0, 'CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) FROM pg_constraint k \
             WHERE k.conrelid = c.oid AND k.contype = 'c') p), '') || ') SERVER ' || quote_ident(s.srvname) || {table_options} \
         || ARRAY(SELECT 'COMMENT ON COLUMN ' || {name} || '.' || quote_ident(a.attname) || ' IS ' || quote_literal(col_description(c.oid, a.attnum)) \
           FROM pg_attribute a WHERE a.attrelid = c.oid AND col_description(c.oid, a.attnum) IS NOT NULL ORDER BY a.attnum))::text \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_foreign_table f ON f.ftrelid = c.oid \
         JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE NOT c.relispartition AND {IS_OURS} AND {ours}",
        head = head("pg_class", "c", "relowner", "relacl"),
        column_options = options("a.attfdwoptions"),
        table_options = options("f.ftoptions"),
        ours = not_of_an_extension("pg_class", "c"),
    )
}

fn publications(version: u32) -> String {
    let table = "r.prrelid::regclass::text";
    let (member, schemas) = if version >= 150_000 {
        let columns = "coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a \
             WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) || ')', '')";
        let rows = "coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')";
        let schemas = "UNION ALL SELECT 'TABLES IN SCHEMA ' || quote_ident(pn.nspname) FROM pg_publication_namespace m \
             JOIN pg_namespace pn ON pn.oid = m.pnnspid WHERE m.pnpubid = p.oid";
        (format!("{table} || {columns} || {rows}"), schemas)
    } else {
        (table.to_owned(), "")
    };
    let root = if version >= 130_000 {
        "|| CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END"
    } else {
        ""
    };
    format!(
        "SELECT {head}, '', p.pubname, '', 'PUBLICATION ' || quote_ident(p.pubname), \
         json_build_array('CREATE PUBLICATION ' || quote_ident(p.pubname) || CASE WHEN p.puballtables THEN ' FOR ALL TABLES' \
         ELSE coalesce(' FOR ' || (SELECT string_agg(m.text, ', ' ORDER BY m.text) FROM (SELECT 'TABLE ' || {member} AS text \
           FROM pg_publication_rel r WHERE r.prpubid = p.oid {schemas}) m), '') END || ' WITH (publish = ' \
         || quote_literal(concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, \
           CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)) {root} || ')')::text \
         FROM pg_publication p WHERE {ours}",
        head = head("pg_publication", "p", "pubowner", ""),
        ours = not_of_an_extension("pg_publication", "p"),
    )
}

fn event_triggers() -> String {
    let name = "quote_ident(t.evtname)";
    format!(
        "SELECT {head}, '', t.evtname, '', 'EVENT TRIGGER ' || {name}, \
         array_to_json('CREATE EVENT TRIGGER ' || {name} || ' ON ' || t.evtevent \
         || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(g.tag), ', ' ORDER BY g.at) FROM unnest(t.evttags) WITH ORDINALITY g(tag, at)) || ')', '') \
         || ' EXECUTE FUNCTION ' || t.evtfoid::regproc || '()' || CASE t.evtenabled \
           WHEN 'D' THEN ARRAY['ALTER EVENT TRIGGER ' || {name} || ' DISABLE'] \
           WHEN 'R' THEN ARRAY['ALTER EVENT TRIGGER ' || {name} || ' ENABLE REPLICA'] \
           WHEN 'A' THEN ARRAY['ALTER EVENT TRIGGER ' || {name} || ' ENABLE ALWAYS'] ELSE ARRAY[]::text[] END)::text \
         FROM pg_event_trigger t WHERE {ours}",
        head = head("pg_event_trigger", "t", "evtowner", ""),
        ours = not_of_an_extension("pg_event_trigger", "t"),
    )
}
