//! Who answers: the minister of a department as questions name the office, and duties that moved to another department.
//!
//! No minister's name stands here, only offices.

use crate::date::{Date, long};
use crate::model::{Pledge, Register};

/// Departments whose minister is not "the Secretary of State for" what the department's own name says.
const MINISTERS: [(&str, &str); 9] = [
    ("HM Treasury", "Chancellor of the Exchequer"),
    ("Treasury", "Chancellor of the Exchequer"),
    ("Home Office", "Secretary of State for the Home Department"),
    ("Cabinet Office", "Minister for the Cabinet Office"),
    ("Attorney General's Office", "Attorney General"),
    ("Scotland Office", "Secretary of State for Scotland"),
    ("Wales Office", "Secretary of State for Wales"),
    ("Northern Ireland Office", "Secretary of State for Northern Ireland"),
    (
        "Foreign, Commonwealth and Development Office",
        "Secretary of State for Foreign, Commonwealth and Development Affairs",
    ),
];

/// Duties that one department handed to another: topic, from, to, and the day from which the other answers.
const MOVED: [Move; 1] = [Move {
    topics: &["adult-skills", "adult skills", "apprenticeships", "skills"],
    from: "Department for Education",
    to: "Department for Work and Pensions",
    since: (2025, 9, 16),
}];

/// Of central government, though no Secretary of State is named after it: non-ministerial departments and executive
/// agencies, by the names that people use.
const CENTRAL: [&str; 51] = [
    "Animal and Plant Health Agency",
    "Charity Commission",
    "Charity Commission for England and Wales",
    "CMA",
    "Companies House",
    "Competition and Markets Authority",
    "CPS",
    "Crown Prosecution Service",
    "Driver and Vehicle Licensing Agency",
    "DVLA",
    "DVSA",
    "Education and Skills Funding Agency",
    "ESFA",
    "Export Credits Guarantee Department",
    "Food Standards Agency",
    "Forestry Commission",
    "Government Actuary's Department",
    "Government Legal Department",
    "HM Courts and Tribunals Service",
    "HM Land Registry",
    "HM Prison and Probation Service",
    "HM Revenue & Customs",
    "HM Revenue and Customs",
    "HMCTS",
    "HMPPS",
    "HMRC",
    "Insolvency Service",
    "Intellectual Property Office",
    "Legal Aid Agency",
    "Medicines and Healthcare products Regulatory Agency",
    "MHRA",
    "National Savings and Investments",
    "Office for Standards in Education, Children's Services and Skills",
    "Office of Gas and Electricity Markets",
    "Office of Qualifications and Examinations Regulation",
    "Office of Rail and Road",
    "Ofgem",
    "Ofqual",
    "Ofsted",
    "Ofwat",
    "Planning Inspectorate",
    "Prime Minister's Office",
    "Serious Fraud Office",
    "Standards and Testing Agency",
    "Teaching Regulation Agency",
    "UK Export Finance",
    "UK Health Security Agency",
    "UK Statistics Authority",
    "Valuation Office Agency",
    "Water Services Regulation Authority",
    "Welsh Government",
];

struct Move {
    topics: &'static [&'static str],
    from: &'static str,
    to: &'static str,
    /// Year, month, day.
    since: (i32, u32, u32),
}

/// The department that answers for a pledge on a day.
pub(super) struct Answering {
    /// Its name.
    pub(super) name: String,
    /// Set when the duty moved since the pledge was made: a sentence to check.
    pub(super) moved: Option<String>,
}

/// Who answers for a pledge on a day, by the name that the register gives the body: a pledge may have its id or an alias.
pub(super) fn answering(register: &Register, pledge: &Pledge, day: Date) -> Answering {
    let name = register.body_name(pledge.responsible.trim());
    for Move { topics, from, to, since: (year, month, first) } in MOVED {
        let Some(since) = Date::from_ymd_opt(year, month, first) else { continue };
        let about = pledge.topics.iter().any(|topic| topics.contains(&topic.to_lowercase().as_str()));
        if about && day >= since && bare(name).eq_ignore_ascii_case(from) {
            let moved = format!(
                "Duties for this topic went from the {from} to the {to} on {}; check who answers.",
                long(since)
            );
            return Answering { name: to.to_owned(), moved: Some(moved) };
        }
    }
    Answering { name: name.to_owned(), moved: None }
}

/// A name without its article, as lists have it.
fn bare(name: &str) -> &str {
    name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name)
}

/// The office that a question to a department is put to; nothing where the name follows no known form.
pub(super) fn minister(department: &str) -> Option<String> {
    let name = bare(department).replace('&', "and").replace('’', "'");
    if let Some((_, office)) = MINISTERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
        return Some((*office).to_owned());
    }
    let forms = ["Department for ", "Department of ", "Ministry of ", "Ministry for "];
    let field = forms.iter().find_map(|form| name.strip_prefix(form))?;
    Some(format!("Secretary of State for {field}"))
}

/// The office that a question about a body is put to: its own, or that of the department which it is part of.
pub(super) fn minister_for(register: &Register, body: &str) -> Option<String> {
    wholes(register, body).find_map(|name| minister(register.body_name(name)))
}

/// A body and what it is part of, as far as the register says.
fn wholes<'r>(register: &'r Register, body: &'r str) -> impl Iterator<Item = &'r str> {
    let whole = |name: &&str| register.body(name)?.part_of.as_deref();
    // No further than there are bodies: a circle has no end.
    std::iter::successors(Some(body), whole).take(register.bodies.len() + 1)
}

/// Why a question cannot be put to a minister for a body, and what can be done instead.
pub(super) fn unknown(register: &Register, body: &str) -> String {
    if is_governments(register, body) {
        return format!("No Secretary of State is known here for {body}; ask in the Lords’ form.");
    }
    format!(
        "A parliamentary question fits ministers only, and none is known here for {body}; the body itself can be asked for \
         recorded information (kept questions --foi)."
    )
}

/// Whether a body is of central government, for what a request may cost: a department with a minister or without one, an
/// executive agency (part of its department), the Welsh Government.
pub(super) fn is_central(register: &Register, body: &str) -> bool {
    let is = |name: &str| {
        let name = bare(name).replace('’', "'");
        minister(&name).is_some() || CENTRAL.iter().any(|known| known.eq_ignore_ascii_case(&name))
    };
    let declared = register.body(body);
    let called = declared.into_iter().flat_map(|body| body.aliases.iter().map(|alias| &**alias));
    is(body) || called.into_iter().any(is)
}

/// Whether a body is part of the government, as the register says, through whatever it is part of.
pub(super) fn is_governments(register: &Register, body: &str) -> bool {
    wholes(register, body).any(|name| name == "uk-government")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::model::{Body, BodyId};

    #[test]
    fn an_agency_of_a_department_is_the_governments_and_a_circle_is_nobodys() {
        let part = |id: &str, whole: &str| Body {
            id: BodyId(id.into()),
            name: id.into(),
            aliases: Vec::new(),
            part_of: Some(whole.into()),
            place: Place::default(),
        };
        let bodies = vec![part("dfe", "uk-government"), part("esfa", "dfe"), part("a", "b"), part("b", "a")];
        let register = Register { bodies: bodies.into(), ..Register::default() };
        let told = ["dfe", "esfa", "a", "nobody"].map(|body| is_governments(&register, body));
        assert_eq!(told, [true, true, false, false]);
    }

    #[test]
    fn the_cost_limit_follows_from_being_central_government() {
        let cases = [
            ("Department for Education", true),
            ("HM Revenue and Customs", true),
            ("Ofsted", true),
            ("ofqual", true),
            ("Welsh Government", true),
            ("Education and Skills Funding Agency", true),
            ("NHS England", false),
            ("Barnet Council", false),
        ];
        for (body, expected) in cases {
            assert_eq!(is_central(&Register::default(), body), expected, "{body}");
        }
    }

    #[test]
    fn offices_follow_from_departments() {
        let cases = [
            ("Department for Education", Some("Secretary of State for Education")),
            (
                "Ministry of Housing, Communities & Local Government",
                Some("Secretary of State for Housing, Communities and Local Government"),
            ),
            ("Department of Health and Social Care", Some("Secretary of State for Health and Social Care")),
            ("HM Treasury", Some("Chancellor of the Exchequer")),
            ("Ofsted", None),
        ];
        for (department, expected) in cases {
            assert_eq!(minister(department).as_deref(), expected, "{department}");
        }
    }
}
