//! Which minister a question was put to: of most answers nothing else says who gave them.
//!
//! It must not name a person.

use crate::document::office_asked;
use crate::model::bare_name;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What the department of the minister is for whom a question asks: `Education`. Nothing where it asks somebody else.
pub(super) fn asked(question: &str) -> Option<String> {
    let office = office_asked(question)?;
    let of = office.strip_prefix("Secretary of State for ").or_else(|| office.strip_prefix("Minister for "));
    let asked = of.or_else(|| (office == "Chancellor of the Exchequer").then_some("Treasury"))?;
    let asked = asked.strip_prefix("the ").unwrap_or(asked).replace("Home Department", "Home Office");
    Some(asked.replace("Development Affairs", "Development Office"))
}

/// Whether one of some bodies is the department that was asked.
pub(super) fn is_of(asked: &str, bodies: &[String]) -> bool {
    bodies.iter().filter_map(|name| field(name)).any(|field| asked.starts_with(field))
}

/// Whether a body is the department that was asked, by its whole name: a Department of Health is none of Health and Social Care.
pub(super) fn is_called(asked: &str, body: &str) -> bool {
    field(body) == Some(asked)
}

/// The departments of the British government, today's and those of the last twenty years.
#[rustfmt::skip]
const BRITISH: &[&str] = &[
    "Attorney General", "Attorney General's Office", "Cabinet Office", "Deputy Prime Minister", "Foreign Office",
    "Foreign and Commonwealth Office", "Foreign, Commonwealth and Development Office", "Government", "Government Equalities Office",
    "His Majesty's Government", "Her Majesty's Government", "HM Courts and Tribunals Service", "HM Prison and Probation Service",
    "HM Revenue and Customs", "HM Treasury", "Home Office", "Leader of the House", "Northern Ireland Office",
    "Office of the Secretary of State for Scotland", "Office of the Secretary of State for Wales", "Prime Minister",
    "Prime Minister's Office", "Prime Minister's Office, 10 Downing Street", "Scotland Office", "UK Government", "Wales Office",
    "Women and Equalities", "Department for Business and Trade", "Department for Business, Energy and Industrial Strategy",
    "Department for Business, Enterprise and Regulatory Reform", "Department for Business, Innovation and Skills",
    "Department for Children, Schools and Families", "Department for Communities and Local Government",
    "Department for Constitutional Affairs",
    "Department for Culture, Media and Sport", "Department for Digital, Culture, Media and Sport", "Department for Education",
    "Department for Education and Skills", "Department for Energy Security and Net Zero", "Department for Environment, Food and Rural Affairs",
    "Department for Exiting the European Union", "Department for Innovation, Universities and Skills",
    "Department for International Development", "Department for International Trade",
    "Department for Levelling Up, Housing and Communities",
    "Department for Science, Innovation and Technology", "Department for Transport", "Department for Work and Pensions",
    "Department of Energy and Climate Change", "Department of Health", "Department of Health and Social Care",
    "Department of Trade and Industry", "Ministry of Defence", "Ministry of Housing, Communities and Local Government", "Ministry of Justice",
];

/// Those of them that other governments have too: New Zealand's is a Ministry of Justice.
#[rustfmt::skip]
const SHARED: &[&str] = &[
    "Attorney General", "Department of Health", "Deputy Prime Minister", "Government", "Ministry of Defence", "Ministry of Justice",
    "Prime Minister",
];

/// How the names of other governments' departments begin.
const DEPARTMENTS: &[&str] = &["Department for ", "Department of ", "Ministry of ", "Ministry for "];

/// Both lists, as names are compared.
static BRITISH_KEYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| BRITISH.iter().map(|name| bare_name(name)).collect());
static SHARED_KEYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| SHARED.iter().map(|name| bare_name(name)).collect());

/// Whether one body says "we" for another: departments of one government do.
pub(super) fn speaks_for(speaker: &str, bodies: &[String]) -> bool {
    let is_british = |name: &str| BRITISH_KEYS.contains(&bare_name(name));
    let is_department = |name: &str| DEPARTMENTS.iter().any(|begin| name.starts_with(begin));
    let any = |is: &dyn Fn(&str) -> bool| bodies.iter().any(|name| is(name));
    let both_british = is_british(speaker) && any(&is_british);
    let is_elsewhere =
        |name: &str| is_department(name) && (!is_british(name) || SHARED_KEYS.contains(&bare_name(name)));
    both_british || is_elsewhere(speaker) && any(&is_elsewhere)
}

/// Whether two names are of one body, whatever article or ampersand it is written with.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    bare_name(one) == bare_name(other)
}

/// What a department is for: `Education` of the Department for Education. Nothing of a name that does not say.
fn field(body: &str) -> Option<&str> {
    let forms = ["Department for ", "Department of ", "Ministry of ", "Ministry for ", "HM "];
    let rest = forms.iter().find_map(|form| body.strip_prefix(form)).unwrap_or(body);
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    (rest.len() > 4 || rest != body).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_departments_speak_for_each_other() {
        let own = ["HM Treasury".to_owned()];
        for (speaker, expected) in [
            ("Foreign, Commonwealth and Development Office", true),
            ("Foreign Affairs Committee", false),
            ("Treasury Committee", false),
            ("HM Inspectorate of Prisons", false),
            ("Department of Health (Northern Ireland)", false),
            ("The Department for Education", true),
            ("Department for Environment, Food & Rural Affairs", true),
            ("Ministry of Justice of Ukraine", false),
            ("Ministry of Finance", false),
            ("Department of Children, Equality, Disability, Integration and Youth", false),
        ] {
            assert_eq!(speaks_for(speaker, &own), expected, "{speaker}");
        }
        let elsewhere = ["Department of Finance".to_owned()];
        assert!(speaks_for("Department of National Defence", &elsewhere));
        assert!(!speaks_for("Ministry of Housing, Communities and Local Government", &elsewhere));
        let shared = ["Ministry of Justice".to_owned()];
        for speaker in [
            "Ministry of Education",
            "Prime Minister’s Office",
            "Department for Environment Food and Rural Affairs",
        ] {
            assert!(speaks_for(speaker, &shared), "{speaker}");
        }
    }

    #[test]
    fn a_department_is_called_by_its_whole_name() {
        let asked =
            asked("To ask the Secretary of State for Health and Social Care, what steps he is taking.");
        let called = |body: &str| asked.as_deref().map(|asked| is_called(asked, body));
        assert_eq!(called("Department of Health and Social Care"), Some(true));
        assert_eq!(called("Department of Health"), Some(false));
    }

    #[test]
    fn a_question_names_the_department_that_answers_it() {
        for (question, body, expected) in [
            (
                "To ask the Secretary of State for Education, how many.",
                "Department for Education",
                Some(true),
            ),
            (
                "To ask the Secretary of State for Environment, Food and Rural Affairs, what steps.",
                "Department for Environment, Food and Rural Affairs",
                Some(true),
            ),
            ("To ask the Secretary of State for the Home Department, whether.", "Home Office", Some(true)),
            (
                "To ask the Secretary of State for Defence, for what reason.",
                "Ministry of Defence",
                Some(true),
            ),
            ("To ask the Secretary of State for Defence when he will.", "Ministry of Defence", Some(true)),
            ("To ask the Secretary of State for Defence, What he did.", "Ministry of Defence", Some(true)),
            (
                "To ask the hon. Member for Broxbourne, representing the Commission, what.",
                "Home Office",
                None,
            ),
            ("To ask Mr Chancellor of the Exchequer, if he will.", "HM Treasury", None),
            ("To ask the Chancellor of the Exchequer, if he will.", "HM Treasury", Some(true)),
            (
                "To ask the Secretary of State for Transport, if he will.",
                "Department for Education",
                Some(false),
            ),
            ("To ask His Majesty's Government what steps.", "Department for Education", None),
        ] {
            let found = asked(question).map(|asked| is_of(&asked, &[body.to_owned()]));
            assert_eq!(found, expected, "{question}");
        }
    }
}
