//! The fields of a policy file, by name.

use crate::words::Name;

/// A field: its path in the file, as scripts read it, and its name for people.
pub(super) struct Field {
    pub(super) path: &'static str,
    pub(super) name: Name,
    /// Whether it is a list whose items come and go.
    pub(super) list: bool,
}

const fn value(path: &'static str, zh: &'static str, en: &'static str) -> Field {
    Field { path, name: (zh, en), list: false }
}

const fn list(path: &'static str, zh: &'static str, en: &'static str) -> Field {
    Field { path, name: (zh, en), list: true }
}

pub(super) static TITLE: Field = value("title", "名称", "title");
pub(super) static EFFECTIVE: Field = value("effective", "生效日期", "effective date");
pub(super) static CONTROLLER: Field = value("controller.name", "个人信息处理者", "controller");
pub(super) static CONTACT: Field = value("controller.contact", "联系方式", "contact");
pub(super) static SOURCE: Field = value("source.file", "原文文件", "source file");
pub(super) static SOURCE_HASH: Field = value("source.sha256", "原文校验值", "source hash");
pub(super) static GUARDIAN_AGE: Field =
    value("guardian_age", "须监护人同意的年龄", "age below which a guardian consents");
pub(super) static UNKNOWN_AGE: Field = value("unknown_age", "年龄未知时视为", "unknown age is");

pub(super) static PURPOSE: Field = list("purposes", "用途", "purpose");
pub(super) static CLAUSES: Field = list("clauses", "条款", "clauses");
pub(super) static PROMPT: Field = value("prompt", "告知文字", "prompt");
pub(super) static IF_REFUSED: Field = value("if_refused", "拒绝的后果", "if refused");
pub(super) static BASIS: Field = value("basis", "合法性基础", "legal basis");
pub(super) static BASIS_REASON: Field = value("basis_reason", "依据的理由", "reason for the basis");
pub(super) static CONSENT: Field = value("consent", "同意方式", "consent");
pub(super) static SENSITIVE: Field = value("sensitive", "敏感个人信息", "sensitive");
pub(super) static GUESTS: Field = value("guests", "未登录可用", "open to guests");
pub(super) static CONTEXT: Field = value("context", "可使用的应用状态", "app state");
pub(super) static LIMIT: Field = value("limit", "频次上限", "limit");
pub(super) static COUNT: Field = value("limit.count", "次数上限", "accesses at most");
pub(super) static PER: Field = value("limit.per", "计次时段", "counted per");
pub(super) static INTERVAL: Field = value("limit.min_interval", "最小间隔", "least interval");
pub(super) static HOLD: Field = value("limit.max_hold", "单次最长", "longest hold");
pub(super) static RETENTION: Field = value("retention", "保存期限", "retention");
pub(super) static CALLERS: Field = list("callers", "使用方", "callers");
pub(super) static DATA: Field = list("data", "信息类型", "data");
pub(super) static PATTERNS: Field = list("patterns", "剪贴板识别模式", "clipboard patterns");
pub(super) static NEEDS: Field = list("needs", "所需资源", "needs");
pub(super) static USE: Field = value("needs.use", "是否必需", "required");
pub(super) static GROUPS: Field = value("needs.any_of", "任选其一的资源", "alternatives");
pub(super) static NEED_BASIS: Field = value("needs.basis", "合法性基础", "legal basis");
pub(super) static NEED_REASON: Field =
    value("needs.basis_reason", "依据的理由", "reason for the basis");
pub(super) static NEED_CONSENT: Field = value("needs.consent", "同意方式", "consent");
pub(super) static NEED_SENSITIVE: Field = value("needs.sensitive", "敏感个人信息", "sensitive");
pub(super) static NEED_CONTEXT: Field = value("needs.context", "可使用的应用状态", "app state");

pub(super) static SDK: Field = list("sdks", "第三方", "third party");
pub(super) static NAME: Field = value("name", "名称", "name");
pub(super) static CATEGORY: Field = value("category", "类型", "category");
pub(super) static CLAUSE: Field = value("clause", "条款", "clause");
pub(super) static COMPANY: Field = value("company", "公司", "company");
pub(super) static ROLE: Field = value("role", "角色", "role");
pub(super) static PURPOSES: Field = list("purposes", "参与的用途", "purposes");
pub(super) static METHOD: Field = value("method", "共享方式", "method");
pub(super) static PRIVACY_URL: Field = value("privacy_url", "隐私政策网址", "privacy URL");
pub(super) static PACKAGES: Field = list("packages", "软件包", "packages");
