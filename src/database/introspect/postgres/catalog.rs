//! What is asked of the catalogs: one question a kind of object. Each answer begins with the object's oid, comment, owner and privileges.

use super::texts::both;

/// Schemas that are the server's own.
pub(super) const IS_OURS: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/// Comment, owner, and the privileges of everybody else, as JSON; `NULL` where nobody has changed them.
pub(super) fn head(class: &str, alias: &str, owner: &str, acl: &str) -> String {
    let grants = if acl.is_empty() {
        "NULL".to_owned()
    } else {
        format!(
            "CASE WHEN {alias}.{acl} IS NOT NULL THEN coalesce((SELECT json_agg(json_build_object('role', \
             CASE WHEN x.grantee = 0 THEN '' ELSE pg_get_userbyid(x.grantee)::text END, 'privilege', x.privilege_type, \
             'grantable', x.is_grantable)) FROM aclexplode({alias}.{acl}) x WHERE x.grantee <> {alias}.{owner}), '[]')::text END"
        )
    };
    let owner = if owner.is_empty() { "''".to_owned() } else { format!("pg_get_userbyid({alias}.{owner})") };
    format!("{alias}.oid, obj_description({alias}.oid, '{class}'), {owner}, {grants}")
}

/// The name of a collation as SQL has it (`regcollation` came with PostgreSQL 13).
fn collation(oid: &str) -> String {
    format!(
        "(SELECT CASE WHEN pg_collation_is_visible(co.oid) THEN '' ELSE quote_ident(cs.nspname) || '.' END || quote_ident(co.collname) \
         FROM pg_collation co JOIN pg_namespace cs ON cs.oid = co.collnamespace WHERE co.oid = {oid})"
    )
}

/// Members of an extension come with it.
pub(super) fn not_of_an_extension(class: &str, alias: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '{class}'::regclass AND e.objid = {alias}.oid AND e.deptype = 'e')"
    )
}

pub(super) fn schemas() -> String {
    format!(
        "SELECT {}, n.nspname FROM pg_namespace n WHERE {IS_OURS} AND {}",
        head("pg_namespace", "n", "nspowner", "nspacl"),
        not_of_an_extension("pg_namespace", "n")
    )
}

pub(super) fn extensions() -> String {
    format!(
        "SELECT {}, x.extname, n.nspname FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace",
        head("pg_extension", "x", "extowner", "")
    )
}

pub(super) fn collations(version: u32) -> String {
    let locale = match version {
        170_000.. => "coalesce(c.colllocale, '')",
        150_000.. => "coalesce(c.colliculocale, '')",
        _ => "c.collcollate::text",
    };
    format!(
        "SELECT {}, n.nspname, c.collname, CASE c.collprovider WHEN 'i' THEN 'provider = icu, locale = ' || quote_literal({locale}) \
         || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END \
         WHEN 'b' THEN 'provider = builtin, locale = ' || quote_literal({locale}) \
         ELSE 'lc_collate = ' || quote_literal(c.collcollate::text) || ', lc_ctype = ' || quote_literal(c.collctype::text) END \
         FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE {IS_OURS} AND {}",
        head("pg_collation", "c", "collowner", ""),
        not_of_an_extension("pg_collation", "c")
    )
}

/// Enums, composite types, ranges and domains: `typtype`, and what each is made of as JSON.
pub(super) fn types(version: u32) -> String {
    let multirange =
        if version >= 140_000 { "|| coalesce(', multirange_type_name = ' || quote_ident(mt.typname), '')" } else { "" };
    let multirange_join = if version >= 140_000 { "LEFT JOIN pg_type mt ON mt.oid = r.rngmultitypid" } else { "" };
    format!(
        "SELECT {head}, n.nspname, t.typname, t.typtype, t.typrelid, t.typarray, \
         CASE t.typtype \
         WHEN 'e' THEN (SELECT coalesce(json_agg(l.enumlabel ORDER BY l.enumsortorder), '[]')::text FROM pg_enum l WHERE l.enumtypid = t.oid) \
         WHEN 'c' THEN (SELECT coalesce(json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), \
           CASE WHEN a.attcollation <> at.typcollation THEN {attribute_collation} END, \
           col_description(t.typrelid, a.attnum)) ORDER BY a.attnum), '[]')::text \
           FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) \
         WHEN 'd' THEN json_build_array(format_type(t.typbasetype, t.typtypmod), \
           CASE WHEN t.typcollation <> bt.typcollation THEN {domain_collation} END, t.typdefault, t.typnotnull, \
           (SELECT coalesce(json_agg(json_build_array(k.conname, {check}, obj_description(k.oid, 'pg_constraint'), k.oid::bigint) ORDER BY k.conname), '[]') \
            FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))::text \
         WHEN 'r' THEN (SELECT 'subtype = ' || format_type(r.rngsubtype, NULL) \
           || CASE WHEN oc.opcdefault THEN '' ELSE ', subtype_opclass = ' || quote_ident(oc.opcname) END \
           || CASE WHEN r.rngcollation IN (0, st.typcollation) THEN '' ELSE ', collation = ' || {range_collation} END \
           || CASE WHEN r.rngcanonical = 0 THEN '' ELSE ', canonical = ' || r.rngcanonical::regproc::text END \
           || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE ', subtype_diff = ' || r.rngsubdiff::regproc::text END {multirange} \
           FROM pg_range r JOIN pg_opclass oc ON oc.oid = r.rngsubopc JOIN pg_type st ON st.oid = r.rngsubtype {multirange_join} \
           WHERE r.rngtypid = t.oid) END, {multirange_type} \
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid \
         LEFT JOIN pg_type bt ON bt.oid = t.typbasetype \
         WHERE {IS_OURS} AND (t.typtype IN ('e', 'r', 'd') OR (t.typtype = 'c' AND c.relkind = 'c')) AND {ours}",
        head = head("pg_type", "t", "typowner", "typacl"),
        multirange_type = if version >= 140_000 {
            "(SELECT m.typname FROM pg_range r JOIN pg_type m ON m.oid = r.rngmultitypid WHERE r.rngtypid = t.oid), \
             (SELECT r.rngmultitypid FROM pg_range r WHERE r.rngtypid = t.oid)"
        } else {
            "NULL, NULL"
        },
        attribute_collation = collation("a.attcollation"),
        domain_collation = collation("t.typcollation"),
        range_collation = collation("r.rngcollation"),
        check = both("pg_get_constraintdef(k.oid"),
        ours = not_of_an_extension("pg_type", "t")
    )
}

/// Sequences, with the column that owns each and whether it is that column's identity.
pub(super) fn sequences() -> String {
    format!(
        "SELECT {}, n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, \
         s.seqcycle, c.relpersistence = 'u', d.deptype, tn.nspname, t.relname, a.attname \
         FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass \
           AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i') \
         LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace \
         LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid \
         WHERE {IS_OURS} AND {}",
        head("pg_class", "c", "relowner", "relacl"),
        not_of_an_extension("pg_class", "c")
    )
}

/// Tables, views and materialized views.
pub(super) fn relations() -> String {
    format!(
        "SELECT {head}, n.nspname, c.relname, c.relkind, c.relpersistence, pg_get_partkeydef(c.oid), \
         CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END, \
         (SELECT json_agg(json_build_array(pn.nspname, p.relname) ORDER BY i.inhseqno)::text FROM pg_inherits i \
          JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid), \
         array_to_json(c.reloptions || ARRAY(SELECT 'toast.' || o FROM pg_class toast, unnest(toast.reloptions) o \
           WHERE toast.oid = c.reltoastrelid))::text, c.relrowsecurity, c.relforcerowsecurity, \
         c.relreplident, c.relispopulated, \
         CASE WHEN c.relkind IN ('v', 'm') THEN {view} END, c.reltype, \
         CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END, \
         (SELECT json_object_agg(a.attname, a.attstattarget ORDER BY a.attnum)::text FROM pg_attribute a \
           WHERE c.relkind = 'm' AND a.attrelid = c.oid AND a.attnum > 0 AND a.attstattarget >= 0) \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND {IS_OURS} AND {ours}",
        head = head("pg_class", "c", "relowner", "relacl"),
        view = both("pg_get_viewdef(c.oid"),
        ours = not_of_an_extension("pg_class", "c")
    )
}

/// Columns of tables and views, in order.
pub(super) fn columns(version: u32) -> String {
    let compression = if version >= 140_000 { "nullif(a.attcompression, '')" } else { "NULL" };
    let collation = collation("a.attcollation");
    let default = both("pg_get_expr(d.adbin, d.adrelid");
    format!(
        "SELECT a.attrelid, col_description(a.attrelid, a.attnum), '', \
         CASE WHEN a.attacl IS NOT NULL THEN coalesce((SELECT json_agg(json_build_object('role', \
           CASE WHEN x.grantee = 0 THEN '' ELSE pg_get_userbyid(x.grantee)::text END, 'privilege', x.privilege_type, \
           'grantable', x.is_grantable)) FROM aclexplode(a.attacl) x WHERE x.grantee <> c.relowner), '[]')::text END, \
         n.nspname, c.relname, a.attname, a.attnum, \
         format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN {collation} END, \
         a.attnotnull, a.attidentity, a.attgenerated, NOT c.relispartition AND (a.attislocal OR a.attinhcount = 0), \
         CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {compression}, nullif(a.attstattarget, -1), \
         array_to_json(a.attoptions)::text, {default}, d.oid, t.typstorage \
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
         WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND {IS_OURS} \
         ORDER BY a.attrelid, a.attnum"
    )
}

/// Constraints of tables, with the index that each has: those that no parent has given them, and all that have an index, which may have
/// a name of its own in a partition.
pub(super) fn constraints() -> String {
    format!(
        "SELECT k.oid, obj_description(k.oid, 'pg_constraint'), '', NULL, n.nspname, c.relname, k.conname, k.contype, \
         {}, k.convalidated, i.oid, array_to_string(i.reloptions, ', '), \
         coalesce(x.indisclustered, false), coalesce(x.indisreplident, false), \
         CASE WHEN k.contype = 'c' AND array_length(k.conkey, 1) = 1 THEN \
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) END, \
         CASE WHEN k.contype IN ('p', 'u', 'x') THEN obj_description(k.conindid, 'pg_class') END \
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x') LEFT JOIN pg_index x ON x.indexrelid = i.oid \
         WHERE (k.contype IN ('p', 'u', 'x') OR (k.contype IN ('c', 'f') AND k.conparentid = 0 \
           AND (k.coninhcount = 0 OR (k.conislocal AND NOT c.relispartition)))) \
         AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND {IS_OURS}",
        both("pg_get_constraintdef(k.oid")
    )
}

/// Indexes that no constraint has made.
pub(super) fn indexes() -> String {
    format!(
        "SELECT c.oid, obj_description(c.oid, 'pg_class'), '', NULL, n.nspname, c.relname, t.relname, {}, \
         i.indisvalid OR c.relkind = 'I', c.relkind = 'I', i.indisclustered, i.indisreplident, \
         (SELECT json_agg(json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum)::text FROM pg_attribute a \
           WHERE a.attrelid = c.oid AND a.attstattarget >= 0) \
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't' AND {IS_OURS} \
         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))",
        both("pg_get_indexdef(c.oid, 0")
    )
}

/// Which index of a partition belongs to which of its parent, with the kind of constraint that either has, and the names that the server
/// makes the name of an index from.
pub(super) fn attachments() -> String {
    format!(
        "SELECT c.oid, NULL, '', NULL, n.nspname, c.relname, ct.relname, \
         (SELECT k.contype FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')), \
         pn.nspname, p.relname, pt.relname, \
         (SELECT k.contype FROM pg_constraint k WHERE k.conindid = p.oid AND k.contype IN ('p', 'u', 'x')), \
         (SELECT json_agg(a.attname ORDER BY a.attnum)::text FROM pg_attribute a WHERE a.attrelid = p.oid) \
         FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_index i ON i.indexrelid = c.oid \
         JOIN pg_class ct ON ct.oid = i.indrelid JOIN pg_namespace n ON n.oid = ct.relnamespace \
         JOIN pg_class p ON p.oid = h.inhparent JOIN pg_index pi ON pi.indexrelid = p.oid \
         JOIN pg_class pt ON pt.oid = pi.indrelid JOIN pg_namespace pn ON pn.oid = pt.relnamespace WHERE {IS_OURS}"
    )
}

pub(super) fn statistics(version: u32) -> String {
    let target = if version >= 130_000 { "nullif(s.stxstattarget, -1)" } else { "NULL::int" };
    format!(
        "SELECT {}, n.nspname, s.stxname, pg_get_statisticsobjdef(s.oid), {target} FROM pg_statistic_ext s \
         JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE {IS_OURS}",
        head("pg_statistic_ext", "s", "stxowner", "")
    )
}

pub(super) fn functions(version: u32) -> String {
    let is_parsed = if version >= 140_000 { "p.prosqlbody IS NOT NULL" } else { "false" };
    format!(
        "SELECT {}, n.nspname, p.proname, coalesce((SELECT string_agg(format_type(a.t, NULL), ', ' ORDER BY a.n) \
         FROM unnest(p.proargtypes) WITH ORDINALITY a(t, n)), ''), p.prokind, pg_get_functiondef(p.oid), \
         coalesce(pg_get_function_result(p.oid), ''), pg_get_function_identity_arguments(p.oid), p.pronargdefaults, {is_parsed}, p.prosrc \
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace \
         WHERE p.prokind IN ('f', 'p', 'w') AND {IS_OURS} AND {} \
         AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')",
        head("pg_proc", "p", "proowner", "proacl"),
        not_of_an_extension("pg_proc", "p")
    )
}

/// Aggregates, with what stands between the parentheses of their CREATE.
pub(super) fn aggregates() -> String {
    let option = |name: &str, column: &str, cast: &str| {
        format!("|| CASE WHEN a.{column} = 0 THEN '' ELSE ', {name} = ' || a.{column}::{cast}::text END")
    };
    let options = [
        option("sspace", "aggtransspace", "int"),
        option("finalfunc", "aggfinalfn", "regproc"),
        "|| CASE WHEN a.aggfinalextra THEN ', finalfunc_extra' ELSE '' END".to_owned(),
        "|| CASE WHEN a.aggfinalfn = 0 THEN '' ELSE ', finalfunc_modify = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'read_only' \
         WHEN 's' THEN 'shareable' ELSE 'read_write' END END"
            .to_owned(),
        option("combinefunc", "aggcombinefn", "regproc"),
        option("serialfunc", "aggserialfn", "regproc"),
        option("deserialfunc", "aggdeserialfn", "regproc"),
        "|| coalesce(', initcond = ' || quote_literal(a.agginitval), '')".to_owned(),
        option("msfunc", "aggmtransfn", "regproc"),
        option("minvfunc", "aggminvtransfn", "regproc"),
        "|| CASE WHEN a.aggmtranstype = 0 THEN '' ELSE ', mstype = ' || format_type(a.aggmtranstype, NULL) END".to_owned(),
        option("msspace", "aggmtransspace", "int"),
        option("mfinalfunc", "aggmfinalfn", "regproc"),
        "|| CASE WHEN a.aggmfinalextra THEN ', mfinalfunc_extra' ELSE '' END".to_owned(),
        "|| coalesce(', minitcond = ' || quote_literal(a.aggminitval), '')".to_owned(),
        "|| CASE WHEN a.aggsortop = 0 THEN '' ELSE ', sortop = operator(' || (SELECT quote_ident(os.nspname) || '.' || o.oprname \
         FROM pg_operator o JOIN pg_namespace os ON os.oid = o.oprnamespace WHERE o.oid = a.aggsortop) || ')' END"
            .to_owned(),
        "|| CASE p.proparallel WHEN 's' THEN ', parallel = safe' WHEN 'r' THEN ', parallel = restricted' ELSE '' END".to_owned(),
        "|| CASE WHEN a.aggkind = 'h' THEN ', hypothetical' ELSE '' END".to_owned(),
    ]
    .join(" ");
    format!(
        "SELECT {}, n.nspname, p.proname, coalesce((SELECT string_agg(format_type(x.t, NULL), ', ' ORDER BY x.n) \
         FROM unnest(p.proargtypes) WITH ORDINALITY x(t, n)), ''), \
         'sfunc = ' || a.aggtransfn::regproc || ', stype = ' || format_type(a.aggtranstype, NULL) {options}, \
         CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END \
         FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace \
         WHERE {IS_OURS} AND {}",
        head("pg_proc", "p", "proowner", "proacl"),
        not_of_an_extension("pg_proc", "p")
    )
}

pub(super) fn triggers(version: u32) -> String {
    let of_its_own = if version >= 130_000 {
        "g.tgparentid = 0"
    } else {
        "NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_trigger'::regclass AND i.objid = g.oid AND i.refclassid = 'pg_trigger'::regclass)"
    };
    format!(
        "SELECT g.oid, obj_description(g.oid, 'pg_trigger'), '', NULL, n.nspname, c.relname, g.tgname, {}, \
         g.tgenabled FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE NOT g.tgisinternal AND {of_its_own} AND c.relkind IN ('r', 'p', 'v', 'f') AND {IS_OURS}",
        both("pg_get_triggerdef(g.oid")
    )
}

pub(super) fn rules() -> String {
    format!(
        "SELECT r.oid, obj_description(r.oid, 'pg_rewrite'), '', NULL, n.nspname, c.relname, r.rulename, \
         CASE WHEN r.rulename <> '_RETURN' THEN {} END, r.ev_enabled \
         FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {IS_OURS}",
        both("pg_get_ruledef(r.oid")
    )
}

pub(super) fn policies() -> String {
    format!(
        "SELECT p.oid, obj_description(p.oid, 'pg_policy'), '', NULL, n.nspname, c.relname, p.polname, \
         CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END \
         || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END \
         || CASE WHEN p.polroles = '{{0}}' THEN '' ELSE ' TO ' || (SELECT string_agg(quote_ident(pg_get_userbyid(r)), ', ' ORDER BY r) \
           FROM unnest(p.polroles) r) END \
         || coalesce(' USING (' || {using} || ')', '') \
         || coalesce(' WITH CHECK (' || {check} || ')', '') \
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {IS_OURS}",
        using = both("pg_get_expr(p.polqual, p.polrelid"),
        check = both("pg_get_expr(p.polwithcheck, p.polrelid")
    )
}

/// What depends on what, among what people have made: objects that came with the server have small oids (`FirstNormalObjectId`).
pub(super) const DEPENDENCIES: &str = "SELECT d.classid::regclass, d.objid, d.objsubid, d.refclassid::regclass, d.refobjid, d.refobjsubid, d.deptype \
     FROM pg_depend d WHERE d.objid >= 16384 AND (d.refobjid >= 16384 OR d.deptype = 'e')";

/// Words that need quotes as a name.
pub(super) const KEYWORDS: &str = "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'";

pub(super) const CASTS: &str = "SELECT format_type(castsource, NULL), format_type(casttarget, NULL), castcontext FROM pg_cast WHERE castsource <> casttarget";
