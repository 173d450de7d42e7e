//! A judgement as JUnit's XML, which build servers read: a test case for each rule.

use menshen::log::State;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::Failure;
use crate::audit::finding::{Finding, Severity};
use crate::audit::rule::Rule;
use crate::audit::{RULES, Weighed};
use crate::lang::Lang;

impl Weighed<'_, '_> {
    /// A rule fails as the command does: by what nobody has accepted, from `fail_on` up. The rest
    /// is its output.
    pub(crate) fn to_junit(
        &self,
        sound: bool,
        state: State,
        fail_on: Severity,
        lang: Lang,
    ) -> Result<String, Failure> {
        let mut suite = TestSuite::new("menshen log audit");
        suite.add_test_cases(RULES.iter().map(|rule| self.case(rule, fail_on, lang)));
        let mut log = TestCase::new("log", TestCaseStatus::success());
        if !sound {
            log.status = failure(lang.pick("日志本身不完好", "the log itself is not sound"));
            log.status.set_description(state.name());
        }
        suite.add_test_case(log.set_classname("menshen.verify").to_owned());
        let mut report = Report::new("menshen");
        report.add_test_suite(suite);
        Ok(report.to_string()?)
    }

    fn case(&self, rule: &Rule, fail_on: Severity, lang: Lang) -> TestCase {
        let of_rule = |finding: &&Finding| finding.variant.rule == rule.id;
        let fails = |finding: &Finding| finding.variant.severity <= fail_on;
        let (failing, told): (Vec<&Finding>, Vec<&Finding>) =
            self.open().filter(of_rule).partition(|finding| fails(finding));
        let accepted = self.accepted().map(|(finding, _)| finding).filter(of_rule);
        let told: Vec<&Finding> = told.into_iter().chain(accepted).collect();
        let mut status = TestCaseStatus::success();
        if !failing.is_empty() {
            status = failure(rule.title.in_language(lang));
            status.set_description(self.texts(&failing, lang));
        }
        let mut case = TestCase::new(rule.id, status);
        case.set_classname("menshen.audit");
        if !told.is_empty() {
            case.set_system_out(self.texts(&told, lang));
        }
        case
    }

    fn texts(&self, findings: &[&Finding], lang: Lang) -> String {
        let text = |it: &&Finding| it.as_text(self.judgement.policy_of(it), lang);
        findings.iter().map(text).collect::<Vec<String>>().join("\n")
    }
}

fn failure(message: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(message);
    status
}
