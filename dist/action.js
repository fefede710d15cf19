import { i as __toESM, r as __require, t as __commonJSMin } from "./shared.js";
import { $ as siteKey, A as printMarkdown, At as string, B as SITE_RULES, C as judgeFindings, D as ARTEFACTS, Dt as number, E as writeBesides, Et as literal, F as headline, Ft as error, G as httpUrl, H as inFunctions, I as startTelling, It as getInput, J as renderAnnotations, K as EVERYTHING, Kt as summary, L as TOOL, M as fitWithin, Mt as ZodError, Nt as parsePatch, Ot as object, P as reviewDocument, Q as sitesAt, Qt as require_tunnel, R as judgeChecklist, S as renderGateResult, T as anchorPatterns, Tt as int, U as tryLine, V as findingTitle, Vt as warning, W as describeSite, X as isBlocking, Y as renderWorkflowCommands, Z as selectBlockers, Zt as require_undici, _ as judgeWaivers, _t as resolveInvocation, a as createLog, at as oneLine, b as hasImproved, bt as matchFunction, ct as paragraph, d as readCode, dt as withTruncation, et as CAUSE_TEXTS, f as createClock, ft as ExpectedFailure, g as parseReview, gt as resolveConfig, h as renderCommandLine, ht as parseWritten, i as createMachine, it as fence, j as renderMarkdown, jt as unknown, k as documentOptions, kt as record, lt as say, mt as parseInvocation, n as runGo, nt as codeSpan, o as openRepository, ot as utf8Length, p as createAssets, pt as judgeConclusion, q as WORKFLOW_COMMAND_LIMITS, r as createPrograms, rt as escapeMarkdown, s as listenForInterruption, st as count, t as runReview, tt as sentence, u as createFiles, ut as strong, v as judgeVerdict, vt as validateConfig, w as judgeBenchmarks, wt as array, x as renderGeomeans, xt as optionsIn, y as printBenchmarkFile, yt as describeProblems, z as findRule, zt as setOutput } from "./shared2.js";
import { constants, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { EOL as EOL$1 } from "os";
import { existsSync, readFileSync as readFileSync$1 } from "fs";
import { createHash } from "node:crypto";
import { lstat, mkdir, mkdtemp, open, readdir } from "node:fs/promises";
// src/delivery/caching.ts
/**
* Whether this run may read and write the cache between runs. Mode `report`
* never does. Nor does a run whose cache is the target branch's while it runs the
* code of a pull request, which could leave there what a later, trusted run builds with.
*/
function judgeCaching(event, { cache, mode }) {
	if (!cache || mode === "report") return false;
	return !(event.kind === "pull-request" && event.onTarget) && event.kind !== "workflow-run";
}
// src/delivery/config-source.ts
/**
* Whose config file counts. A change that waits to be merged must not loosen
* its own gate, so there it is the target branch's; what was pushed has been accepted.
*/
function planConfigSource(event) {
	return event.kind === "pull-request" || event.kind === "merge-group" ? "base" : "head";
}
/** The complete configuration: the file's text (null: there is none) under the inputs, as far as it can be read, and what is wrong with it. */
function parseConfig(path, text, inputs) {
	const file = parseWritten({
		kind: "file",
		path
	}, text ?? "");
	const config = resolveConfig([file.written, inputs]);
	return {
		config,
		problems: file.problems.length > 0 ? file.problems : validateConfig(config)
	};
}
/** Throws `config` where there are any. */
function refuseProblems(problems) {
	if (problems.length > 0) throw new ExpectedFailure("config", describeProblems(problems));
}
/** What the report says where the head has another config file than the one that counts, else null. */
function describeDifference(path, used, head) {
	if (used === head) return null;
	return `This change ${used === null ? "adds" : head === null ? "removes" : "changes"} ${path}: the review was made with the target branch's settings, the new ones count once merged.`;
}
/** The review with one more thing for the reader to know. */
function withNotice(review, message) {
	if (message === null) return review;
	return {
		...review,
		problems: [...review.problems, {
			stage: "config",
			side: null,
			severity: "notice",
			message
		}]
	};
}
// src/report/summary.ts
/** GitHub refuses a longer summary of a check. */
const CHECK_SUMMARY_BYTES = 65535;
/** GitHub drops the whole summary of a step beyond 1 MiB. */
const SUMMARY_BYTES = 1048576;
/** The job summary: the comment's words with far more room, at most 1 MiB of UTF-8. */
function renderSummary(review, context = {}) {
	return renderWithin(review, context, SUMMARY_BYTES);
}
/** The same for the page of a check, at most 65,535 bytes of UTF-8. */
function renderCheckSummary(review, context = {}) {
	return renderWithin(review, context, CHECK_SUMMARY_BYTES);
}
function renderWithin(review, context, bytes) {
	return fitWithin(review, bytes, utf8Length, "", (allowance) => printMarkdown(reviewDocument(review, allowance, documentOptions(context, "`review.json`")), review, context));
}
/** The report's first line as plain text, without its sign. */
function renderHeadline(review) {
	const block = headline(startTelling(review, EVERYTHING), selectBlockers(review));
	return block.kind === "headline" ? oneLine(plainText(block.line)).trim() : "";
}
function plainText(line) {
	return line.map((piece) => {
		if (typeof piece === "string") return piece;
		if (piece.kind === "strong" || piece.kind === "emphasis") return plainText(piece.line);
		return piece.kind === "mark" ? "" : piece.text;
	}).join("");
}
// src/report/line-notes.ts
/** Findings told on one line; a cause that makes many benchmarks worse is one note. */
const FINDINGS_SHOWN = 3;
const SEVERITIES = [
	"error",
	"warning",
	"notice"
];
const ALLOWANCE = {
	...EVERYTHING,
	text: 600,
	word: 120,
	listing: 0
};
/**
* What a reviewer would write beside a line, worst first, one note a line. Accepted
* costs are left out, and so is what nobody would remark on: escapes on the way to an
* error or a panic or only for some values, and numbers that cannot be compared.
*/
function renderLineNotes(review, address) {
	const telling = startTelling(review, ALLOWANCE);
	const lines = /* @__PURE__ */ new Map();
	for (const finding of review.findings.filter((candidate) => isWorthANote(candidate, review))) {
		const key = `${finding.file}:${finding.line}`;
		lines.set(key, [...lines.get(key) ?? [], finding]);
	}
	const toldCauses = /* @__PURE__ */ new Set();
	return numberAlike([...lines.values()].toSorted((a, b) => rank(a, review) - rank(b, review)).flatMap((findings) => noteOn(findings, toldCauses, telling, address)));
}
function isWorthANote(finding, review) {
	if (finding.waiver !== void 0 || oneLine(finding.file ?? "").trim() === "" || (finding.line ?? 0) < 1) return false;
	const sites = sitesAt(finding, review);
	if (isBlocking(finding, review)) return true;
	if (!SITE_RULES.includes(finding.rule) && finding.evidence !== "compiler") return finding.severity !== "notice";
	return sites.some((site) => !site.coldPath && site.allocates === "always");
}
function noteOn(findings, toldCauses, telling, address) {
	const { file = null, line = null } = findings[0] ?? {};
	if (file === null || line === null) return [];
	const { review } = telling;
	const sites = findings[0] === void 0 ? [] : sitesAt(findings[0], review);
	const group = sites[0]?.group ?? "";
	const firstOfCause = !toldCauses.has(group);
	toldCauses.add(group);
	const cause = sites.find(({ causedBy }) => causedBy !== void 0)?.causedBy;
	return [{
		file,
		line,
		onChangedLine: [...findings, ...sites].some(({ onChangedLine }) => onChangedLine),
		causedBy: cause === void 0 ? null : {
			file: cause.file,
			line: cause.line
		},
		findings,
		blocking: findings.some((finding) => isBlocking(finding, review)),
		identity: JSON.stringify([file, ...describeIdentity(findings, sites)]),
		render: (withPlace) => {
			const place = withPlace ? [say`${telling.place(file, line)}`] : [];
			const [first, ...rest] = noteLines(findings, sites, firstOfCause, telling);
			const begun = first === void 0 ? place : [[
				...place.flat(),
				...withPlace ? [": "] : [],
				...first
			]];
			return printMarkdown([paragraph(...begun, ...rest)], review, address);
		}
	}];
}
/** Without line numbers and without measured values, so that neither a moved line nor another count makes a new note. */
function describeIdentity(findings, sites) {
	if (sites.length > 0) return [...new Set(sites.map((site) => `${site.function} ${site.kind} ${site.expression}`))];
	return findings.map(({ rule, id }) => `${rule} ${id.replace(/(?::\d+)+$/, "")}`).toSorted();
}
/** Of notes that say the same in one file, the second, third… by line are numbered. */
function numberAlike(notes) {
	const nth = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Map();
	for (const note of notes.toSorted((a, b) => a.line - b.line)) {
		const number = (seen.get(note.identity) ?? 0) + 1;
		seen.set(note.identity, number);
		nth.set(note, number);
	}
	return notes.map((note) => {
		const number = nth.get(note) ?? 1;
		return number === 1 ? note : {
			...note,
			identity: `${note.identity} ${number}`
		};
	});
}
function rank(findings, review) {
	return (findings.some((finding) => isBlocking(finding, review)) ? 0 : 10) + Math.min(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
}
/** What it costs, why, what to try. */
function noteLines(findings, sites, firstOfCause, telling) {
	const { review } = telling;
	const measured = findings.filter(({ rule }) => sites.length === 0 || !SITE_RULES.includes(rule));
	const broken = findings.filter((finding) => SITE_RULES.includes(finding.rule) && isBlocking(finding, review));
	const costs = measured.length > 0 ? measured : broken.slice(0, 1);
	const costLines = costs.slice(0, FINDINGS_SHOWN).map((finding) => {
		const blocks = isBlocking(finding, review) ? " — blocks the merge" : "";
		return say`${strong(...findingTitle(finding, telling))}${blocks}`;
	});
	const more = costs.length - costLines.length;
	const moreLine = more > 0 ? [say`and ${count(more, "more finding")} on this line`] : [];
	const advising = findings.filter((finding) => finding.advice !== "");
	const advice = (advising.find(({ evidence }) => evidence !== void 0) ?? advising[0])?.advice ?? "";
	return [
		...costLines,
		...moreLine,
		...reasons(findings, sites, telling),
		...firstOfCause ? companionsLine(sites[0], telling) : [],
		...advice === "" ? [] : [tryLine(advice, telling)]
	];
}
function reasons(findings, sites, telling) {
	const [site] = sites;
	if (site !== void 0) return [sentence(describeSite(site, telling))];
	const detail = findings.map((finding) => finding.detail.trim()).find((text) => text !== "");
	return detail === void 0 ? [] : [sentence(telling.sentence(capital(detail)))];
}
function capital(text) {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
/** "The same cause adds 3 more escapes in `A` and `B`." */
function companionsLine(site, telling) {
	const companions = telling.review.escapes.added.filter((added) => site !== void 0 && added.group === site.group && siteKey(added) !== siteKey(site));
	if (companions.length === 0) return [];
	return [say`The same cause adds ${count(companions.length, "more escape")}${inFunctions(companions, telling)}.`];
}
// src/delivery/retry.ts
/** Tries of one request before it is given up. */
const MAX_TRIES = 4;
const FIRST_WAIT_MS = 2e3;
/** GitHub's advice for a secondary rate limit without Retry-After. */
const RATE_LIMIT_WAIT_MS = 6e4;
/** A used-up hourly quota may ask for an hour: no job is held up for a comment that long. */
const LONGEST_WAIT_MS = 12e4;
/** Milliseconds to wait after the given number of failed tries, or null where another try is pointless or too late. */
function planRetry(problem, failedTries) {
	if (failedTries >= MAX_TRIES) return null;
	if (problem.kind === "missing-permission" || problem.kind === "refused") return null;
	const ownWait = problem.kind === "rate-limited" ? RATE_LIMIT_WAIT_MS : FIRST_WAIT_MS * 2 ** (failedTries - 1);
	const wait = problem.retryAfterMs ?? ownWait;
	return wait <= LONGEST_WAIT_MS ? wait : null;
}
// src/delivery/attempts.ts
/**
* Tries until it is done or pointless. Each try begins by looking at what is
* there, so that a request that failed on the way back is not carried out twice,
* and a run that became stale while it waited writes nothing. What only reads has
* been tried again by the host already.
*/
async function untilDone(attempt, wait) {
	for (let failedTries = 1;; failedTries++) {
		const result = await attempt();
		if (result.ok) return result;
		const delay = result.writing ? planAnotherTry(result.problem, failedTries) : null;
		if (delay === null) return {
			ok: false,
			problem: result.problem
		};
		await wait(delay);
	}
}
/** What was removed between looking and writing is no reason to stay silent: the next try sees that it is gone. */
function planAnotherTry(problem, failedTries) {
	if (problem.status === 404 && failedTries === 1) return 0;
	return planRetry(problem, failedTries);
}
function failedReading(problem) {
	return {
		ok: false,
		problem,
		writing: false
	};
}
function failedWriting(problem) {
	return {
		ok: false,
		problem,
		writing: true
	};
}
/** The pull request's present head where that is another commit than the reviewed one, else null. */
async function fetchNewerHead({ pullRequest, sha }, host) {
	if (pullRequest === null) return {
		ok: true,
		value: null
	};
	const present = await host.fetchPullRequest(pullRequest);
	if (!present.ok) return present;
	return {
		ok: true,
		value: present.value.headSha === sha ? null : present.value.headSha
	};
}
// src/delivery/check.ts
/** GitHub takes so many annotations at once, and shows few people more than some hundred. */
const ANNOTATIONS_AT_ONCE = 50;
const MOST_ANNOTATIONS = {
	perLevel: 300,
	total: 300
};
const STATUS_CHARACTERS = 140;
const TITLE_CHARACTERS = 200;
function renderCheckName(commentKey) {
	return commentKey === "" ? "go-perf-review" : `go-perf-review (${commentKey})`;
}
const LEVELS = {
	error: "failure",
	warning: "warning",
	notice: "notice"
};
/** The check as the requests that it takes: a request holds so many annotations only. */
function planCheck(facts) {
	const output = {
		title: facts.title.slice(0, TITLE_CHARACTERS),
		summary: facts.summary
	};
	const annotations = facts.annotations.map(({ file, line, level, title, message }) => ({
		file,
		line,
		level: LEVELS[level],
		title,
		message
	}));
	const batches = [];
	for (let start = 0; start < annotations.length; start += ANNOTATIONS_AT_ONCE) batches.push(annotations.slice(start, start + ANNOTATIONS_AT_ONCE));
	const [first = [], ...rest] = batches;
	return {
		check: {
			name: renderCheckName(facts.commentKey),
			sha: facts.sha,
			conclusion: facts.conclusion,
			externalId: `go-perf-review ${facts.runKey}`,
			url: facts.url,
			output: {
				...output,
				annotations: first
			}
		},
		more: rest.map((batch) => ({
			...output,
			annotations: batch
		}))
	};
}
/** A status knows no "neutral": an unknown result is left pending rather than called a success. */
function planStatus({ commentKey, sha, title, conclusion, url }) {
	const state = conclusion === "neutral" ? "pending" : conclusion;
	return {
		name: renderCheckName(commentKey),
		sha,
		state,
		description: title.slice(0, STATUS_CHARACTERS),
		url
	};
}
// src/delivery/delivery.ts
/** What every renderer is told about where the review is shown. */
function describeContext({ serverUrl, repository, reportUrl, waiverLabel, commentKey }) {
	return {
		serverUrl,
		repository,
		waiverLabel,
		commentKey,
		...reportUrl === null ? {} : { reportUrl }
	};
}
// src/delivery/losses.ts
const PERMISSIONS = {
	"the comment": "pull-requests: write",
	"the notes on lines": "pull-requests: write",
	"the check": "checks: write"
};
/** Whether the host is not worth asking for anything else in this run. */
function isHostGone({ kind, status }) {
	return kind === "unreachable" || kind === "rate-limited" || status === 401;
}
/**
* One warning for all that was lost, with what would bring it back; null for no
* loss. `fromFork`: no workflow can give this run a token that writes.
*/
function describeLosses(losses, fromFork) {
	const denied = losses.filter(({ problem }) => problem.kind === "missing-permission");
	const failed = losses.filter(({ problem }) => problem.kind !== "missing-permission");
	if (losses.length === 0) return null;
	return [
		...describeDenied(denied, fromFork),
		...describeFailed(failed),
		"The verdict stands."
	].join(" ");
}
function describeDenied(losses, fromFork) {
	if (losses.length === 0) return [];
	const permissions = [...new Set(losses.map(({ what }) => `"${PERMISSIONS[what]}"`))];
	const advice = fromFork ? "The token of a pull request from a fork only reads; two workflows (mode: measure, then mode: report) can write there." : `Add ${permissions.join(" and ")} under "permissions:" of the job to get ${losses.length === 1 ? "it" : "them"}.`;
	return [
		`The token lacks a permission, so ${describe(losses)}.`,
		advice,
		`(${losses[0]?.problem.message})`
	];
}
function describeFailed(losses) {
	if (losses.length === 0) return [];
	const reasons = [...new Set(losses.map(({ problem }) => problem.message))];
	return [`On GitHub, ${describe(losses)} (${reasons.join("; ")}). The job summary has the whole report.`];
}
function describe(losses) {
	const names = losses.map(({ what, instead }) => instead === null ? what : `${what} (${instead} stands for it)`);
	return `${names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`} ${losses.length === 1 && losses[0]?.what !== "the notes on lines" ? "was" : "were"} not written`;
}
// src/delivery/marker.ts
/**
* The hidden first line that tells our comment from every other, and one
* configuration's comment from another's (`comment-key`). Different keys give
* different markers, and no key can end the HTML comment early.
*/
function renderMarker(commentKey) {
	return `<!-- go-perf-review:${encodeKey(commentKey)} -->`;
}
/** The hidden first line of a note on a line: whose it is, and what it says (`identity`, any text). */
function renderNoteMarker(commentKey, identity) {
	return `<!-- go-perf-review-note:${encodeKey(commentKey)}:${fingerprint(identity)} -->`;
}
/** What the first line of a note on a line says, or null where it is no marker of one. */
function parseNoteMarker(body) {
	const [, key, fingerprint] = /^\s*<!-- go-perf-review-note:([\w.%;]*):([0-9a-f]{16}) -->/.exec(body) ?? [];
	return key === void 0 || fingerprint === void 0 ? null : {
		key,
		fingerprint
	};
}
function encodeKey(commentKey) {
	return [...commentKey].map((character) => /[A-Za-z0-9._]/.test(character) ? character : encode(character)).join("");
}
/** FNV-1a of 64 bits over UTF-16 units, as 16 digits. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fingerprint(text) {
	let hash = 14695981039346656037n;
	for (let index = 0; index < text.length; index++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 1099511628211n);
	return hash.toString(16).padStart(16, "0");
}
function encode(character) {
	return `%${(character.codePointAt(0) ?? 0).toString(16)};`;
}
/** True where a comment's first line is this marker; text further down may quote anything. */
function matchMarker(body, marker) {
	const [firstLine = ""] = body.trimStart().split("\n", 1);
	return firstLine.trimEnd() === marker;
}
// src/delivery/diff-lines.ts
/** Lines that the host shows, and takes comments on, around each change. */
const CONTEXT = 3;
/** `change` is the diff between the pull request's merge base and its head, without context lines. */
function planDiffLines(change) {
	const lines = /* @__PURE__ */ new Map();
	for (const { headPath, hunks } of change.files) {
		if (headPath === null || hunks.length === 0) continue;
		const spans = hunks.map(({ headStart, headLines }) => ({
			first: Math.max(1, headStart - CONTEXT),
			last: headStart + headLines - 1 + CONTEXT
		}));
		lines.set(headPath, spans);
	}
	return lines;
}
function isInDiff(lines, file, line) {
	return lines.get(file)?.some(({ first, last }) => first <= line && line <= last) ?? false;
}
// src/delivery/own.ts
/**
* Whether we wrote it. Whose token it is the host tells by GraphQL even to an
* app; where it does not, every app's text that carries our marker counts as
* ours: a person can copy a marker, but cannot write as an app.
*/
function isOwn(author, identity) {
	if (author === null) return false;
	if (identity.kind === "installation") return author.bot;
	if (isApp(identity.login) && !author.bot) return false;
	return bare(author.login) === bare(identity.login);
}
function isApp(login) {
	return login.endsWith("[bot]");
}
/** The two interfaces of the host do not agree on the suffix of an app's name. */
function bare(login) {
	return login.replace(/\[bot\]$/, "").toLowerCase();
}
// src/delivery/notes.ts
/**
* The notes whose line, or the changed line responsible, is in the diff, the
* worst `limit` of them. Without `lines` those whose line the review itself calls changed.
*/
function placeNotes(notes, lines, commentKey, limit) {
	return notes.flatMap((note) => {
		const at = placeOf(note, lines);
		if (at === null) return [];
		const elsewhere = at.file !== note.file || at.line !== note.line;
		const body = `${renderNoteMarker(commentKey, note.identity)}\n${note.render(elsewhere)}`;
		return [{
			note,
			fingerprint: fingerprint(note.identity),
			comment: {
				file: at.file,
				line: at.line,
				body
			}
		}];
	}).slice(0, limit);
}
function placeOf(note, lines) {
	const { causedBy } = note;
	if (lines === null) return note.onChangedLine ? note : causedBy;
	if (isInDiff(lines, note.file, note.line)) return note;
	return causedBy !== null && isInDiff(lines, causedBy.file, causedBy.line) ? causedBy : null;
}
/**
* Holds the notes that stand against those that should. A thread in which
* someone answered is never removed: what it says is brought up to date, or called outdated.
*/
function planNotes(wanted, standing, identity, { commentKey, sha, complete, off }) {
	const key = encodeKey(commentKey);
	const own = standing.flatMap((comment) => {
		const marker = comment.inReplyTo === null && isOwn(comment.author, identity) ? parseNoteMarker(comment.body) : null;
		return marker === null ? [] : [{
			comment,
			...marker,
			answered: isAnswered(comment, standing, identity)
		}];
	});
	const update = [];
	const create = [];
	const kept = [];
	const stays = /* @__PURE__ */ new Set();
	for (const placed of wanted) {
		const there = own.filter((entry) => entry.fingerprint === placed.fingerprint).filter(({ comment, answered }) => answered || isAt(comment, placed.comment));
		const match = there.find((entry) => entry.key === key) ?? there[0];
		if (match === void 0) {
			create.push(placed);
			continue;
		}
		kept.push(placed);
		stays.add(match.comment.id);
		if (match.key === key && match.comment.body.trim() !== placed.comment.body.trim()) update.push({
			id: match.comment.id,
			body: placed.comment.body
		});
	}
	const gone = complete ? own.filter((entry) => entry.key === key && !stays.has(entry.comment.id)) : [];
	for (const { comment, answered } of gone) if (answered && !isOutdated(comment.body)) update.push({
		id: comment.id,
		body: renderOutdated(comment.body, sha, off)
	});
	return {
		create,
		update,
		kept,
		remove: gone.filter(({ answered }) => !answered).map(({ comment }) => comment.id)
	};
}
function isAt(comment, { file, line }) {
	return comment.file === file && comment.line === line;
}
function isAnswered(comment, standing, identity) {
	return standing.some(({ inReplyTo, author }) => inReplyTo === comment.id && !isOwn(author, identity));
}
const OUTDATED = "**Outdated:**";
function isOutdated(body) {
	return body.split("\n")[1]?.startsWith(OUTDATED) === true;
}
/** The marker stays first, so that the note is found again should its finding come back. */
function renderOutdated(body, sha, off) {
	const [marker = "", ...rest] = body.split("\n");
	const at = sha.slice(0, 12);
	const why = off ? `notes on lines are turned off; nobody looks after this one since ${at}` : `no longer found at ${at}`;
	return [
		marker,
		`${OUTDATED} ${why}.`,
		"",
		...rest
	].join("\n");
}
// src/delivery/post-check.ts
/**
* Writes the check and adds the annotations that did not fit into the first
* request. After a failure the host is asked what it has of this run: neither a
* second check nor annotations twice come of an answer that was lost.
*/
async function postCheck(plan, target, host, wait) {
	let tries = 0;
	return await untilDone(() => tryOnce$2(plan, target, tries++ > 0, host), wait);
}
async function tryOnce$2(plan, target, again, host) {
	const { check, more } = plan;
	let there;
	if (again) {
		const known = await host.fetchChecks(check.sha, check.name);
		if (!known.ok) return failedReading(known.problem);
		there = known.value.find(({ externalId }) => externalId === check.externalId);
	}
	const newer = await fetchNewerHead(target, host);
	if (!newer.ok) return failedReading(newer.problem);
	if (newer.value !== null) return {
		ok: true,
		value: {
			annotations: 0,
			stale: newer.value
		}
	};
	if (there === void 0) {
		const created = await host.createCheck(check);
		if (!created.ok) return failedWriting(created.problem);
		there = created.value;
	}
	let written = check.output.annotations.length;
	for (const output of more) {
		written += output.annotations.length;
		if (there.annotations >= written) continue;
		const added = await host.addAnnotations(there.id, output);
		if (!added.ok) return failedWriting(added.problem);
	}
	return {
		ok: true,
		value: {
			annotations: written,
			stale: null
		}
	};
}
// src/delivery/comment.ts
/**
* Our comment among all of the pull request's: by marker and author, not folded
* away by someone. Of several (two first runs at the same moment) the oldest, so
* that links to it stay good.
*/
function matchOwnComment(comments, identity, marker) {
	return comments.filter((comment) => !comment.minimised && matchMarker(comment.body, marker) && isOwn(comment.author, identity))[0] ?? null;
}
/** True where the review has anything to say beyond "nothing changed". */
function judgeChanged(review) {
	return review.verdict !== "pass" || review.findings.length > 0 || review.escapes.added.length > 0 || review.escapes.removed.length > 0 || review.checklist.some(({ state }) => state === "attention") || review.benchmarks.some(({ verdict }) => verdict !== "unchanged" && verdict !== "skipped");
}
/**
* What to do about the comment. `on-change` posts the first comment only when
* there is something to say; a comment that stands is always kept up to date,
* so that a commit that fixes everything turns it green.
*/
function planComment(own, body, mode, review) {
	if (mode === "never") return {
		action: "none",
		why: "comment: never",
		comment: null
	};
	if (own !== null) {
		if (own.body === body) return {
			action: "none",
			why: "the comment already says this",
			comment: own
		};
		return {
			action: "update",
			comment: own
		};
	}
	if (mode === "on-change" && !judgeChanged(review)) return {
		action: "none",
		why: "comment: on-change, and nothing changed",
		comment: null
	};
	return { action: "create" };
}
// src/delivery/post-comment.ts
/** Brings the pull request's one comment up to date. A stale run never overwrites a newer one, no try makes a second comment. */
async function postComment(request, identity, host, wait) {
	return await untilDone(() => tryOnce$1(request, identity, host), wait);
}
async function tryOnce$1(request, identity, host) {
	const { pullRequest, review, marker, body } = request;
	const comments = await host.fetchComments(pullRequest);
	if (!comments.ok) return failedReading(comments.problem);
	const plan = planComment(matchOwnComment(comments.value, identity, marker), body, request.mode, review);
	const newer = await fetchNewerHead({
		pullRequest,
		sha: review.head.sha
	}, host);
	if (!newer.ok) return failedReading(newer.problem);
	if (newer.value !== null) return {
		ok: true,
		value: {
			outcome: "stale",
			presentHead: newer.value
		}
	};
	if (plan.action === "none") return {
		ok: true,
		value: {
			outcome: "left",
			why: plan.why,
			url: plan.comment?.url ?? null
		}
	};
	const written = plan.action === "create" ? await host.createComment(pullRequest, body) : await host.updateComment(plan.comment.id, body);
	if (!written.ok) return failedWriting(written.problem);
	return {
		ok: true,
		value: {
			outcome: plan.action === "create" ? "created" : "updated",
			url: written.value.url
		}
	};
}
// src/delivery/post-notes.ts
/** Reviews written while looking for the entry that the host refuses; the rest goes elsewhere. */
const MOST_REVIEWS = 8;
const NOTHING = {
	told: /* @__PURE__ */ new Set(),
	stale: null
};
/**
* Brings the notes on lines up to date: one review with what is missing, then the
* removal of what no longer holds. An entry that the host refuses is found by
* halving and left to another way of telling.
*/
async function postNotes(request, identity, host, wait) {
	const refused = /* @__PURE__ */ new Set();
	const budget = { reviews: MOST_REVIEWS };
	return await untilDone(() => tryOnce(request, refused, budget, identity, host), wait);
}
async function tryOnce(request, refused, budget, identity, host) {
	const { pullRequest } = request;
	const standing = await host.fetchReviewComments(pullRequest);
	if (!standing.ok) return failedReading(standing.problem);
	const plan = planNotes(request.notes.filter(({ fingerprint }) => !refused.has(fingerprint)), standing.value, identity, request);
	const told = new Set([...plan.kept, ...plan.create].map(({ note }) => note));
	if (plan.create.length + plan.update.length + plan.remove.length === 0) return {
		ok: true,
		value: {
			told,
			stale: null
		}
	};
	const newer = await fetchNewerHead(request, host);
	if (!newer.ok) return failedReading(newer.problem);
	if (newer.value !== null) return {
		ok: true,
		value: {
			...NOTHING,
			stale: newer.value
		}
	};
	const lost = await createReviews(plan.create, request, refused, budget, host);
	if (lost !== null) return failedWriting(lost);
	for (const placed of plan.create) if (refused.has(placed.fingerprint)) told.delete(placed.note);
	for (const { id, body } of plan.update) {
		const updated = await host.updateReviewComment(id, body);
		if (!updated.ok && updated.problem.status !== 404) return failedWriting(updated.problem);
	}
	for (const id of plan.remove) {
		const removed = await host.deleteReviewComment(id);
		if (!removed.ok && removed.problem.status !== 404) return failedWriting(removed.problem);
	}
	return {
		ok: true,
		value: {
			told,
			stale: null
		}
	};
}
/** Null where each note was written or is in `refused`; else what stopped it. */
async function createReviews(notes, request, refused, budget, host) {
	if (notes.length === 0) return null;
	if (budget.reviews === 0) {
		for (const { fingerprint } of notes) refused.add(fingerprint);
		return null;
	}
	budget.reviews--;
	const comments = notes.map(({ comment }) => comment);
	const written = await host.createReview(request.pullRequest, request.sha, comments);
	if (written.ok) return null;
	if (written.problem.status !== 422 || written.problem.kind !== "refused") return written.problem;
	if (notes.length === 1) {
		for (const { fingerprint } of notes) refused.add(fingerprint);
		return null;
	}
	const middle = Math.ceil(notes.length / 2);
	return await createReviews(notes.slice(0, middle), request, refused, budget, host) ?? await createReviews(notes.slice(middle), request, refused, budget, host);
}
// src/delivery/rest.ts
/** Notes for the findings that are not `told` beside their lines yet, and which findings these are. */
function annotationsBesides(review, told, limits) {
	const findings = review.findings.filter((finding) => !told.has(finding));
	return {
		annotations: renderAnnotations({
			...review,
			findings
		}, limits),
		findings
	};
}
// src/delivery/deliver-to-host.ts
/** Each tells what the ones before it could not. */
const STEPS$1 = [
	{
		what: "the comment",
		isWanted: ({ pullRequest, comment }) => pullRequest !== null && comment !== "never",
		write: writeComment
	},
	{
		what: "the notes on lines",
		isWanted: ({ pullRequest, lineNotes }) => pullRequest !== null && lineNotes > 0,
		write: writeNotes
	},
	{
		what: "the check",
		isWanted: ({ check }) => check,
		write: writeCheck
	}
];
/**
* Hands a review to GitHub: the comment, the notes on lines, the check. Returns
* the findings that are told beside their lines; what could not be written is one warning.
*/
async function deliverToHost(delivery, ports) {
	const told = /* @__PURE__ */ new Set();
	const wanted = STEPS$1.filter(({ isWanted }) => isWanted(delivery));
	const { host, runner, log } = ports;
	if (wanted.length === 0) return told;
	if (host === null) {
		const names = wanted.map(({ what }) => what).join(", ");
		runner.warn(`Not written to GitHub, since there is no token: ${names}. Set the input github-token, or turn them off with comment: never, line-notes: 0, check: false.`);
		return told;
	}
	const losses = [];
	const tools = {
		...ports,
		host,
		identity: once(() => host.fetchIdentity())
	};
	let gone = null;
	let stale = null;
	for (const { what, write } of wanted) {
		const written = gone === null ? await write(delivery, told, tools) : {
			ok: false,
			problem: gone
		};
		if (!written.ok) {
			losses.push({
				what,
				problem: written.problem,
				instead: null
			});
			if (isHostGone(written.problem)) gone = written.problem;
			continue;
		}
		const { instead } = written.value;
		stale = written.value.stale;
		if (stale !== null) {
			log.warn(`Nothing more is written: #${delivery.pullRequest} is at ${stale} by now, and this run reviewed ${delivery.review.head.sha}.`);
			break;
		}
		if (instead !== void 0) losses.push(instead);
		for (const finding of written.value.told ?? []) told.add(finding);
	}
	const warning = describeLosses(losses, delivery.fromFork);
	if (warning !== null) runner.warn(warning);
	if (delivery.lineNotes === 0 && gone === null && stale === null) await removeNotes(delivery, tools);
	return told;
}
/** With notes turned off those of earlier runs go. Nobody asked for a permission for that, so none is missed. */
async function removeNotes({ pullRequest, commentKey, review }, { host, identity, log, wait }) {
	if (pullRequest === null) return;
	const who = await identity();
	const about = {
		pullRequest,
		sha: review.head.sha,
		commentKey,
		notes: [],
		complete: true,
		off: true
	};
	const removed = who.ok ? await postNotes(about, who.value, host, wait) : who;
	if (!removed.ok) log.detail(`Whether notes of earlier runs stand is not known (${removed.problem.message}).`);
}
function once(ask) {
	let answer = null;
	return () => {
		answer ??= ask();
		return answer;
	};
}
async function writeComment(delivery, _, { host, identity, runner, log, wait }) {
	const { review, pullRequest, comment: mode } = delivery;
	if (pullRequest === null) return {
		ok: true,
		value: { stale: null }
	};
	const who = await identity();
	if (!who.ok) return who;
	const marker = renderMarker(delivery.commentKey);
	const posted = await postComment({
		pullRequest,
		review,
		mode,
		marker,
		body: renderMarkdown(review, {
			...describeContext(delivery),
			marker
		})
	}, who.value, host, wait);
	if (!posted.ok) return posted;
	const result = posted.value;
	if (result.outcome === "stale") return {
		ok: true,
		value: { stale: result.presentHead }
	};
	if (result.url !== null) runner.writeOutput("comment-url", result.url);
	log.detail(result.outcome === "left" ? `No comment written (${result.why}).` : `Comment ${result.outcome}: ${result.url}`);
	return {
		ok: true,
		value: { stale: null }
	};
}
async function writeNotes(delivery, _, { host, identity, log, wait }) {
	const { review, pullRequest, commentKey } = delivery;
	if (pullRequest === null) return {
		ok: true,
		value: { stale: null }
	};
	const who = await identity();
	if (!who.ok) return who;
	const rendered = renderLineNotes(review, describeContext(delivery));
	const notes = placeNotes(rendered, delivery.diffLines, commentKey, delivery.lineNotes);
	const complete = review.verdict === "pass" || review.verdict === "regressed";
	const posted = await postNotes({
		pullRequest,
		sha: review.head.sha,
		commentKey,
		notes,
		complete,
		off: false
	}, who.value, host, wait);
	if (!posted.ok) return posted;
	const { told, stale } = posted.value;
	log.detail(`${told.size} of ${rendered.length} findings stand as notes on lines of the diff.`);
	return {
		ok: true,
		value: {
			stale,
			told: [...told].flatMap(({ findings }) => findings)
		}
	};
}
async function writeCheck(delivery, told, { host, wait }) {
	const { review, pullRequest } = delivery;
	const target = {
		pullRequest,
		sha: review.head.sha
	};
	const rest = annotationsBesides(review, told, MOST_ANNOTATIONS);
	const written = await writeCheckOrStatus({
		commentKey: delivery.commentKey,
		sha: review.head.sha,
		title: renderHeadline(review),
		summary: renderCheckSummary(review, describeContext(delivery)),
		conclusion: judgeConclusion(review).check,
		annotations: rest.annotations,
		runKey: delivery.runKey,
		url: delivery.reportUrl
	}, target, host, wait);
	if (!written.ok) return written;
	return {
		ok: true,
		value: {
			...written.value,
			told: written.value.withAnnotations ? rest.findings : []
		}
	};
}
/** A check; without its annotations where the host refuses one of them; a status where checks are not allowed. */
async function writeCheckOrStatus(facts, target, host, wait) {
	let withAnnotations = true;
	let posted = await postCheck(planCheck(facts), target, host, wait);
	if (!posted.ok && posted.problem.status === 422 && facts.annotations.length > 0) {
		withAnnotations = false;
		posted = await postCheck(planCheck({
			...facts,
			annotations: []
		}), target, host, wait);
	}
	if (posted.ok) return {
		ok: true,
		value: {
			stale: posted.value.stale,
			withAnnotations
		}
	};
	if (posted.problem.kind !== "missing-permission") return posted;
	const newer = await fetchNewerHead(target, host);
	if (!newer.ok || newer.value !== null) return newer.ok ? {
		ok: true,
		value: {
			stale: newer.value,
			withAnnotations: false
		}
	} : newer;
	if (!(await host.writeStatus(planStatus(facts))).ok) return posted;
	return {
		ok: true,
		value: {
			stale: null,
			withAnnotations: false,
			instead: {
				what: "the check",
				problem: posted.problem,
				instead: "a commit status"
			}
		}
	};
}
// src/delivery/outputs.ts
/** Findings named in the output `json`: all outputs of a job share 1 MiB. */
const MOST_FINDINGS = 100;
/**
* The step's outputs, all but `comment-url`. `reportPath` is the path of
* `review.json`, '' where it could not be written.
*/
function planOutputs(review, reportPath) {
	const counts = {
		newEscapes: review.escapes.added.length,
		fixedEscapes: review.escapes.removed.length,
		allocRegressions: review.benchmarks.filter(isAllocRegression).length
	};
	const blocking = review.findings.filter(({ id }) => review.gate.blocking.includes(id)).slice(0, MOST_FINDINGS).map(({ id, rule, title, file, line }) => ({
		id,
		rule,
		title,
		file,
		line
	}));
	return [
		{
			name: "verdict",
			value: review.verdict
		},
		{
			name: "new-escapes",
			value: String(counts.newEscapes)
		},
		{
			name: "fixed-escapes",
			value: String(counts.fixedEscapes)
		},
		{
			name: "alloc-regressions",
			value: String(counts.allocRegressions)
		},
		{
			name: "report-path",
			value: reportPath
		},
		{
			name: "json",
			value: JSON.stringify({
				verdict: review.verdict,
				base: review.base.sha,
				head: review.head.sha,
				...counts,
				blocking
			})
		}
	];
}
function isAllocRegression({ comparable, metrics }) {
	return comparable && ["allocs/op", "B/op"].some((unit) => metrics[unit]?.verdict === "regressed");
}
// src/delivery/deliver.ts
/** In this order: what needs nobody else, what needs the network, and last what the network did not take. */
const STEPS = [
	{
		what: "the report files",
		deliver: writeReportFiles
	},
	{
		what: "the outputs",
		deliver: writeOutputs
	},
	{
		what: "the job summary",
		deliver: writeSummary
	},
	{
		what: "what GitHub shows",
		deliver: writeToHost
	},
	{
		what: "the annotations",
		deliver: writeAnnotations
	}
];
/** Hands a review to everyone who waits for it. Never throws: what fails is a warning, and the rest is still delivered. */
async function deliver(delivery, ports) {
	const delivered = {
		reportPath: "",
		told: /* @__PURE__ */ new Set()
	};
	for (const { what, deliver } of STEPS) try {
		await deliver(delivery, ports, delivered);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		ports.runner.warn(`Delivery of ${what} failed (${why}). The verdict stands.`);
	}
}
/** Leaves a review for another job: the files, and the outputs that name them. Throws where the files cannot be written. */
async function deliverFiles(delivery, ports) {
	const delivered = {
		reportPath: "",
		told: /* @__PURE__ */ new Set()
	};
	await writeReportFiles(delivery, {
		...ports,
		host: null
	}, delivered);
	writeOutputs(delivery, {
		...ports,
		host: null
	}, delivered);
}
async function writeReportFiles(delivery, ports, delivered) {
	const { review, reportFile } = delivery;
	const json = reportFile ?? `${await ports.runner.makeReportFolder()}/review.json`;
	const folder = json.replace(/[^/\\]*$/, "");
	for (const { name, render } of ARTEFACTS) {
		const file = name === "review.json" ? json : `${folder}${name}`;
		await ports.files.writeText(file, render(review, describeContext(delivery)));
		if (file === json) delivered.reportPath = json;
	}
	await writeBesides(folder, delivery, ports.files);
}
function writeOutputs({ review }, { runner }, { reportPath }) {
	for (const { name, value } of planOutputs(review, reportPath)) runner.writeOutput(name, value);
}
async function writeSummary(delivery, { runner }) {
	await runner.appendSummary(renderSummary(delivery.review, describeContext(delivery)));
}
async function writeToHost(delivery, ports, delivered) {
	delivered.told = await deliverToHost(delivery, ports);
}
function writeAnnotations({ review }, { runner }, { told }) {
	const limits = {
		...WORKFLOW_COMMAND_LIMITS,
		perLevel: WORKFLOW_COMMAND_LIMITS.perLevel - 1
	};
	runner.writeCommands(renderWorkflowCommands(annotationsBesides(review, told, limits).annotations));
}
// src/delivery/event.ts
/**
* What started the workflow run, from the runner's variables and the event's
* payload file. The payload's texts (branch names, labels) are the author's:
* shas are checked to be shas, everything else is only ever shown escaped.
*/
const sha = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "expected a commit sha");
const pullRequestPayload = object({
	action: string(),
	pull_request: object({
		number: int().positive(),
		head: object({
			sha,
			ref: string(),
			repo: object({ full_name: string() }).nullable()
		}),
		base: object({
			sha,
			ref: string()
		}),
		labels: array(object({ name: string() })).default([])
	})
});
const mergeGroupPayload = object({ merge_group: object({
	head_sha: sha,
	base_sha: sha,
	base_ref: string()
}) });
const workflowRunPayload = object({ workflow_run: object({
	event: string(),
	head_sha: sha,
	head_branch: string().nullable(),
	head_repository: object({ full_name: string() }).nullable()
}) });
const pushPayload = object({
	before: sha,
	after: sha
});
const NO_COMMIT = /^0+$/;
function validate(schema, name, payload) {
	const result = schema.safeParse(payload);
	if (result.success) return result.data;
	const details = result.error.issues.map((issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`);
	throw new ExpectedFailure("usage", `The payload of the ${name} event (GITHUB_EVENT_PATH) is not what GitHub sends; run this as a step of a workflow.`, details);
}
/**
* `name` is GITHUB_EVENT_NAME. Throws `usage` for a payload that is not the
* event's, and for pull_request_target unless it is allowed: that event hands the
* repository's secrets to the job, and a review compiles and runs the pull request's code.
*/
function parseEvent(name, payload, allowPullRequestTarget) {
	switch (name) {
		case "pull_request": return parsePullRequestEvent(name, payload);
		case "pull_request_target":
			if (allowPullRequestTarget) return parsePullRequestEvent(name, payload);
			throw new ExpectedFailure("usage", "pull_request_target is refused: a review compiles and runs the code of the pull request, and on this event that code could take the repository's token and secrets. Use the pull_request event; to comment on pull requests of forks, use two workflows (mode: measure on pull_request, mode: report on workflow_run).");
		case "merge_group": {
			const { merge_group } = validate(mergeGroupPayload, name, payload);
			const { head_sha, base_sha, base_ref } = merge_group;
			return {
				kind: "merge-group",
				headSha: head_sha,
				baseSha: base_sha,
				baseRef: base_ref
			};
		}
		case "push": {
			const { before, after } = validate(pushPayload, name, payload);
			if (NO_COMMIT.test(after)) throw new ExpectedFailure("usage", "This push deleted a branch: there is nothing to review.");
			return {
				kind: "push",
				before: NO_COMMIT.test(before) ? null : before,
				after
			};
		}
		case "workflow_run": {
			const { workflow_run } = validate(workflowRunPayload, name, payload);
			const { event, head_sha, head_branch, head_repository } = workflow_run;
			return {
				kind: "workflow-run",
				startedBy: event,
				headSha: head_sha,
				headBranch: head_branch,
				headRepository: head_repository?.full_name ?? null
			};
		}
		default: return {
			kind: "other",
			name
		};
	}
}
/** Whether the pull request comes from another repository than `repository`: the token of such a run only reads. */
function isFromFork(event, repository) {
	if (event.kind !== "pull-request" || event.onTarget) return false;
	return event.pullRequest.headRepository?.toLowerCase() !== `${repository.owner}/${repository.name}`.toLowerCase();
}
/** Whether only the labels of a pull request changed, and no commit. */
function isLabelChange(event) {
	return event.kind === "pull-request" && (event.action === "labeled" || event.action === "unlabeled");
}
function parsePullRequestEvent(name, payload) {
	const { action, pull_request } = validate(pullRequestPayload, name, payload);
	const { number, head, base, labels } = pull_request;
	return {
		kind: "pull-request",
		action,
		onTarget: name === "pull_request_target",
		pullRequest: {
			number,
			headSha: head.sha,
			headRef: head.ref,
			headRepository: head.repo?.full_name ?? null,
			baseSha: base.sha,
			baseRef: base.ref,
			labels: labels.map((label) => label.name)
		}
	};
}
// src/report/not-reviewed.ts
const REASON_CHARACTERS = 1e3;
const DETAILS_CHARACTERS = 8e3;
/** What is said where a review would stand, for a commit that could not be reviewed; `marker` as for `renderMarkdown`. */
function renderNotReviewed({ sha, reason, details, reportUrl }, marker = "") {
	const [first = "", ...rest] = reason.split("\n");
	const listing = [...rest, ...details].join("\n").slice(0, DETAILS_CHARACTERS);
	const url = httpUrl(reportUrl ?? void 0);
	const said = escapeMarkdown(first.slice(0, REASON_CHARACTERS)).trim();
	return `${[
		`${marker === "" ? "" : `${marker}\n`}### 🔴 Performance review could not run`,
		`${codeSpan(sha.slice(0, 12))} was not reviewed: ${said}`,
		...listing.trim() === "" ? [] : [fence(listing, "text")],
		...url === null ? [] : [`<sub>[this run](${url})</sub>`]
	].join("\n\n")}\n`;
}
// src/delivery/not-reviewed.ts
const TITLE = "Performance review could not run";
/**
* Tells GitHub that this commit was not reviewed: a comment that stands is about
* an earlier one and must not pass for this one's. No comment is begun for it. Never throws.
*/
async function deliverFailedRun(run, { host, log, wait }) {
	const { target, reason, details, reportUrl } = run;
	const said = {
		sha: target.sha,
		reason,
		details,
		reportUrl
	};
	if (run.comment && target.pullRequest !== null) {
		const body = renderNotReviewed(said, renderMarker(run.commentKey));
		const updated = await updateComment(target.pullRequest, body, run, host, wait);
		if (!updated.ok) log.warn(`The comment could not be told that this commit was not reviewed (${updated.problem.message}).`);
	}
	if (!run.check) return;
	const written = await writeCheckOrStatus({
		commentKey: run.commentKey,
		sha: target.sha,
		title: TITLE,
		summary: renderNotReviewed(said),
		conclusion: "failure",
		annotations: [],
		runKey: run.runKey,
		url: reportUrl
	}, target, host, wait);
	if (!written.ok) log.warn(describeLostCheck(written.problem));
}
function describeLostCheck({ kind, message }) {
	return `No check was written (${message})${kind === "missing-permission" ? "; \"checks: write\" would allow it" : ""}.`;
}
async function updateComment(pullRequest, body, { target, commentKey }, host, wait) {
	const identity = await host.fetchIdentity();
	if (!identity.ok) return identity;
	return await untilDone(async () => {
		const comments = await host.fetchComments(pullRequest);
		if (!comments.ok) return failedReading(comments.problem);
		const own = matchOwnComment(comments.value, identity.value, renderMarker(commentKey));
		if (own === null || own.body === body) return {
			ok: true,
			value: null
		};
		const newer = await fetchNewerHead(target, host);
		if (!newer.ok) return failedReading(newer.problem);
		if (newer.value !== null) return {
			ok: true,
			value: null
		};
		const updated = await host.updateComment(own.id, body);
		return updated.ok ? {
			ok: true,
			value: null
		} : failedWriting(updated.problem);
	}, wait);
}
// src/delivery/place.ts
/**
* Reads the variables that the runner sets for a step. On GitHub Enterprise
* Server they name that server, so no address is fixed here but as the default.
* Throws `usage` where this is no step of a workflow.
* Variables: https://docs.github.com/actions/reference/workflows-and-actions/variables
*/
function parsePlace(variables) {
	const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(demand$1(variables, "GITHUB_REPOSITORY")) ?? [];
	if (owner === void 0 || name === void 0) throw new ExpectedFailure("usage", `GITHUB_REPOSITORY is "${variables.GITHUB_REPOSITORY}", expected owner/name.`);
	const serverUrl = trimSlash(variables.GITHUB_SERVER_URL || "https://github.com");
	const run = variables.GITHUB_RUN_ID ?? "";
	return {
		eventName: demand$1(variables, "GITHUB_EVENT_NAME"),
		eventPath: demand$1(variables, "GITHUB_EVENT_PATH"),
		workspace: demand$1(variables, "GITHUB_WORKSPACE"),
		repository: {
			owner,
			name
		},
		apiUrl: trimSlash(variables.GITHUB_API_URL || "https://api.github.com"),
		serverUrl,
		sha: variables.GITHUB_SHA ?? "",
		runKey: [
			run,
			variables.GITHUB_RUN_ATTEMPT ?? "",
			variables.GITHUB_JOB ?? ""
		].join(" ").trim(),
		runUrl: /^\d+$/.test(run) ? `${serverUrl}/${owner}/${name}/actions/runs/${run}` : null
	};
}
function demand$1(variables, name) {
	const value = variables[name] ?? "";
	if (value !== "") return value;
	throw new ExpectedFailure("usage", `${name} is not set: run this as a step of a GitHub workflow, or use the CLI.`);
}
function trimSlash(url) {
	return url.replace(/\/+$/, "");
}
// src/delivery/refs.ts
/**
* What to compare. On a pull request the head is its own last commit, not
* GitHub's test merge, which holds what the target branch gained meanwhile.
* `sha` is GITHUB_SHA. Throws `usage` where neither event nor input names a base.
*/
function planRefs(event, written, sha) {
	const plan = planFromEvent(event, name(written.base), sha);
	return {
		base: plan.base,
		head: name(written.head) ?? plan.head
	};
}
/** The commit under review where the event alone names it, else null: an input may name any ref. */
function planHeadSha(event, written, sha) {
	if (written.head !== null) return null;
	switch (event.kind) {
		case "pull-request": return event.pullRequest.headSha;
		case "merge-group": return event.headSha;
		case "push": return event.after;
		case "workflow-run": return event.headSha;
		case "other": return sha === "" ? null : sha;
	}
}
function name(ref) {
	return ref === null ? null : {
		target: ref,
		shown: ref
	};
}
function planFromEvent(event, written, sha) {
	switch (event.kind) {
		case "pull-request": {
			const { headSha, headRef, baseSha, baseRef } = event.pullRequest;
			return {
				head: {
					target: headSha,
					shown: headRef
				},
				base: written ?? {
					target: baseSha,
					shown: baseRef
				}
			};
		}
		case "merge-group": {
			const base = {
				target: event.baseSha,
				shown: event.baseRef.replace(/^refs\/heads\//, "")
			};
			return {
				head: {
					target: event.headSha,
					shown: event.headSha
				},
				base: written ?? base
			};
		}
		case "push": {
			const head = {
				target: event.after,
				shown: event.after
			};
			if (written !== null) return {
				head,
				base: written
			};
			if (event.before !== null) return {
				head,
				base: {
					target: event.before,
					shown: event.before
				}
			};
			throw new ExpectedFailure("usage", "This push made a new branch, so the event names no commit to compare with: set the input base, say base: main.");
		}
		case "workflow-run": throw new ExpectedFailure("usage", "On workflow_run a review would run the code of a stranger beside the secrets of this repository: measure on pull_request with mode: measure, and use mode: report here.");
		case "other":
			if (written !== null && sha !== "") return {
				head: {
					target: sha,
					shown: sha
				},
				base: written
			};
			throw new ExpectedFailure("usage", `The event ${event.name || "(none)"} names no commit to compare with: set the input base, say base: main.`);
	}
}
// src/review/samples.ts
/** One result for each run, from the samples of all metrics. */
function renderResults(benchmark, side) {
	const metrics = Object.entries(benchmark.metrics).map(([unit, metric]) => [unit, metric[side]]);
	const runs = Math.max(0, ...metrics.map(([, summary]) => summary?.samples.length ?? 0));
	return Array.from({ length: runs }, (_, run) => ({
		name: benchmark.name,
		procs: null,
		iterations: benchmark.iterations ?? 0,
		values: metrics.flatMap(([unit, summary]) => {
			const value = summary?.samples[run];
			return value === void 0 ? [] : [{
				value,
				unit
			}];
		})
	}));
}
/** The samples of each side in Go benchmark format, as far as the review itself holds them; '' where there is none. */
function renderReviewSamples({ benchmarks, environment }) {
	const { goos, goarch, cpu } = environment;
	const named = benchmarks.filter(({ name }) => name.startsWith("Benchmark"));
	const render = (side) => {
		const results = named.flatMap((benchmark) => renderResults(benchmark, side).map((result) => ({
			...result,
			package: benchmark.package
		})));
		return results.length === 0 ? "" : printBenchmarkFile({
			config: {
				goos,
				goarch,
				cpu
			},
			results
		});
	};
	return {
		baseText: render("base"),
		headText: render("head")
	};
}
// src/review/judge-again.ts
/**
* The review that follows from the facts of `review`: samples, escape sites,
* problems. Its judgements (verdicts, medians, p-values, findings, what blocks
* and what is waived, advice) are not looked at but made anew. Facts stay as
* they are claimed: who made the file can have invented them.
*/
function judgeAgain(review, { config: written, labels, today }) {
	const config = anchorPatterns(written, placeModules(review));
	const refresh = (site) => refreshSite(site, config);
	const added = review.escapes.added.map(refresh);
	const removed = review.escapes.removed.map(refresh);
	const brokenPromises = (review.escapes.brokenPromises ?? []).map(refresh);
	const measured = review.benchmarks.map(renderMeasured);
	const most = Math.max(0, ...measured.map(({ leaf }) => leaf?.base.length ?? 0));
	const judged = judgeBenchmarks(measured, Math.min(review.measurement.rounds, most), config);
	const benchmarks = judged.benchmarks.map((benchmark, at) => keepLines(benchmark, review.benchmarks[at], refresh));
	const ruleFindings = review.findings.flatMap(keepRuleFinding);
	const rulesGone = (review.rulesGone ?? []).filter((gone) => isStillFelt(gone, benchmarks));
	const problems = review.problems.filter(({ stage }) => stage !== "gate" && stage !== "config");
	const waived = judgeWaivers(judgeFindings({
		added,
		brokenPromises,
		benchmarks,
		problems,
		rules: ruleFindings.map(({ finding }) => finding)
	}, config), {
		benchmarks,
		added,
		labels,
		today
	}, config);
	const { findings } = waived;
	const { geomeans: _, ...measurement } = review.measurement;
	return {
		...review,
		verdict: judgeVerdict({
			findings,
			benchmarks,
			problems: [...problems, ...waived.problems]
		}),
		escapes: {
			...review.escapes,
			added,
			removed,
			brokenPromises
		},
		benchmarks: [...benchmarks],
		measurement: {
			...measurement,
			timeNoiseFloor: judged.timeNoiseFloor,
			...renderGeomeans(benchmarks)
		},
		checklist: judgeItems({
			...review,
			rulesGone
		}, added, removed, benchmarks, ruleFindings),
		...review.rulesGone ? { rulesGone } : {},
		findings: [...findings],
		gate: renderGateResult(config, findings),
		problems: [...problems, ...waived.problems]
	};
}
function placeModules({ scope }) {
	return scope.modules.map((path, at) => ({
		path,
		dir: scope.moduleFolders?.[at] ?? scope.workingDirectory
	}));
}
/** Advice is ours to give, and the config names hot functions whatever the file says. */
function refreshSite(site, config) {
	const hot = site.hot || config.hot.some((pattern) => matchFunction(pattern, site.package, site.function));
	return {
		...site,
		hot,
		advice: CAUSE_TEXTS[site.cause].advice
	};
}
function renderMeasured(benchmark) {
	const { package: importPath, name, comparable, notComparableBecause } = benchmark;
	const base = renderResults(benchmark, "base");
	const head = renderResults(benchmark, "head");
	return {
		package: importPath,
		name,
		on: judgeSides(benchmark, base.length > 0, head.length > 0),
		notComparable: comparable ? null : (notComparableBecause ?? "its code").replace(/ changed$/, ""),
		leaf: benchmark.iterations === null && base.length + head.length === 0 ? null : {
			package: importPath,
			name,
			iterations: benchmark.iterations ?? 0,
			base,
			head
		},
		renamedFrom: benchmark.renamedFrom ?? null,
		confirmed: base.length > 1,
		profiles: null,
		waits: null,
		untrimmed: benchmark.untrimmed ?? false,
		skipped: benchmark.skipped ?? null,
		problem: benchmark.problem ?? null
	};
}
function judgeSides({ verdict }, onBase, onHead) {
	if (onBase !== onHead) return onBase ? "base" : "head";
	if (onBase) return "both";
	if (verdict === "new") return "head";
	return verdict === "removed" ? "base" : "both";
}
/** Which lines allocate more is a fact of the profiles, which the file does not hold. */
function keepLines(benchmark, claimed, refresh) {
	const kept = {
		...benchmark,
		...claimed?.contention ? { contention: claimed.contention } : {},
		...claimed?.profiles ? { profiles: claimed.profiles } : {}
	};
	if (claimed?.attribution === void 0) return withTruncation(kept);
	const attribution = claimed.attribution.map((line) => line.site ? {
		...line,
		site: refresh(line.site)
	} : line);
	const rest = claimed.unexplained ? { unexplained: claimed.unexplained } : {};
	return withTruncation({
		...kept,
		attribution,
		...rest
	});
}
/**
* What a rule saw is a fact of the sources. It is told as claimed, with our advice, and blocks nothing; text to put
* into the sources is taken from no file.
*/
function keepRuleFinding({ replacement: _, waiver: __, ...finding }) {
	const rule = findRule(finding.rule);
	const { evidence, hotness } = finding;
	if (!rule || evidence === void 0) return [];
	return [{
		item: rule.item,
		rule: rule.id,
		finding: {
			...finding,
			severity: evidence === "measurement" ? "warning" : "notice",
			advice: rule.advice,
			blocking: false,
			evidence,
			hotness: hotness ?? {
				level: "unknown",
				why: ""
			}
		}
	}];
}
/** What the text held on the base is a fact as claimed; that a benchmark got better is judged here. */
function isStillFelt({ rule, evidence, benchmark }, benchmarks) {
	if (!findRule(rule)) return false;
	if (evidence === "compiler") return true;
	const felt = benchmarks.find((one) => one.package === benchmark?.package && one.name === benchmark.name);
	return felt !== void 0 && hasImproved(felt);
}
/** Which words the change touches is not in the file: what only they can answer stays as it is told. */
function judgeItems(review, added, removed, benchmarks, ruleFindings) {
	return judgeChecklist({
		added,
		removed,
		escapesAnalysed: review.escapes.analysed,
		benchmarks,
		measured: review.measurement.measured,
		goFilesChanged: review.scope.goFilesChanged,
		packagesChanged: review.scope.packagesChanged,
		changesCode: review.scope.codeChanged ?? true,
		ruleFindings,
		rulesGone: review.rulesGone ?? [],
		touchedIdentifiers: /* @__PURE__ */ new Set(),
		unexplained: review.escapes.unexplained ?? [],
		coverage: review.coverage ?? {
			measured: false,
			why: "the file does not tell",
			functions: []
		}
	}).map((item) => {
		const told = review.checklist.find(({ id }) => id === item.id);
		return item.state === "not-touched" && told ? {
			...told,
			number: item.number,
			title: item.title
		} : item;
	});
}
// src/review/parse-untrusted.ts
/** Far above what a review holds: a tail of 8 KiB, some thousand sites, 1,000 samples a side, six levels. */
const MOST = {
	characters: 65536,
	entries: 2e4,
	depth: 24,
	samples: 1e3,
	nodes: 2e6
};
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
* Reads a `review.json` that a stranger may have written: the schema, and beyond
* it limits on what a reader has to work through. `name` is for the message.
* Throws `invalid-review-file`. What it says may still be invented.
*/
function parseUntrustedReview(text, name) {
	let value = null;
	try {
		value = JSON.parse(text);
	} catch {}
	const excess = findExcess(value);
	if (excess !== null) throw refusal$1(name, excess);
	const review = parseReview(text, name);
	if (![review.base.sha, review.head.sha].every((sha) => SHA.test(sha))) throw refusal$1(name, "base and head are no commit shas");
	if (review.benchmarks.flatMap((benchmark) => Object.values(benchmark.metrics)).flatMap(({ base, head }) => [base?.samples.length ?? 0, head?.samples.length ?? 0]).some((samples) => samples > MOST.samples)) throw refusal$1(name, `a metric has more than ${MOST.samples} samples`);
	return review;
}
/** What is out of bounds, else null. Walks without recursion, which nesting could exhaust. */
function findExcess(root) {
	const open = [{
		value: root,
		depth: 0
	}];
	let nodes = 0;
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const { value, depth } = next;
		if (depth > MOST.depth) return `it nests deeper than ${MOST.depth} levels`;
		if (++nodes > MOST.nodes) return `it holds more than ${MOST.nodes} values`;
		if (typeof value === "string" && value.length > MOST.characters) return `a text is longer than ${MOST.characters} characters`;
		if (typeof value !== "object" || value === null) continue;
		const entries = Object.entries(value);
		if (entries.length > MOST.entries) return `a list has more than ${MOST.entries} entries`;
		if (entries.some(([key]) => key.length > MOST.characters)) return `a name is longer than ${MOST.characters} characters`;
		for (const [, entry] of entries) open.push({
			value: entry,
			depth: depth + 1
		});
	}
	return null;
}
function refusal$1(name, why) {
	return new ExpectedFailure("invalid-review-file", `${name} is refused: ${why}. Nothing of it was posted; make it anew with mode: measure.`);
}
// src/delivery/remembered.ts
const MOST_BYTES$1 = 20971520;
/**
* The review of an earlier run of the same commits and settings, judged again
* with the labels of this moment; null where none is kept. Code under review can
* reach the cache, so what comes out of it is read as a stranger's.
*/
async function restoreReview(measured, labels, today, ports) {
	const { cache, foreignFiles, folder } = ports;
	if (await cache.restore(folder, renderKey(measured, cache), []) === null) return null;
	const read = async (name) => {
		const answer = await foreignFiles.readBounded(`${folder}/${name}`, MOST_BYTES$1);
		return answer.ok ? answer.text : null;
	};
	const text = await read("review.json");
	const review = text === null ? null : parseOrNull(text);
	if (review?.head.sha !== measured.head.sha || review.base.sha !== measured.base.sha) return null;
	const judged = judgeAgain(review, {
		config: measured.config,
		labels,
		today
	});
	return {
		review: {
			...judged,
			benchmarks: judged.benchmarks.map(({ profiles: _, ...rest }) => rest)
		},
		artifacts: [],
		baseText: await read("base.txt") ?? "",
		headText: await read("head.txt") ?? ""
	};
}
/** Keeps a review for a later change of labels. What could not be measured is no answer for later. */
async function saveReview(measured, result, ports) {
	if (result.review.verdict === "broken") return;
	const { cache, files, folder } = ports;
	await files.writeText(`${folder}/review.json`, JSON.stringify(result.review));
	await files.writeText(`${folder}/base.txt`, result.baseText);
	await files.writeText(`${folder}/head.txt`, result.headText);
	await cache.save(folder, renderKey(measured, cache));
}
function renderKey({ base, head, config }, cache) {
	const settings = cache.digest([
		TOOL.version,
		base.sha,
		JSON.stringify(config)
	]);
	return `go-perf-review-measured-${head.sha}-${settings}`;
}
function parseOrNull(text) {
	try {
		return parseUntrustedReview(text, "the kept review");
	} catch {
		return null;
	}
}
// src/delivery/artefact.ts
/** A review of a large change has some 500 KB. */
const MOST_REVIEW_BYTES = 20971520;
/** All files of the folder together. */
const MOST_BYTES = 209715200;
const REVIEW = "review.json";
/** What a measurement leaves, and nothing else. */
const EXPECTED = [
	REVIEW,
	"review.md",
	"review.sarif",
	"review.html",
	"base.txt",
	"head.txt"
];
const PROFILE = /^[\w.-]+\.(?:pprof|pb\.gz)$/;
/**
* The text of the review that another job measured: `path` is the file, or the
* folder that an artifact was unpacked into. Only `review.json` is read. The
* folder is a stranger's: no links, no folders in it, no other files, no more
* than so many bytes. Throws `invalid-review-file`.
*/
async function readArtefact(path, files) {
	const entries = await files.listFolder(path);
	const file = entries === null ? path : `${path.replace(/[/\\]+$/, "")}/${REVIEW}`;
	if (entries !== null) {
		const wrong = entries.find(({ name, kind }) => kind !== "file" || !(EXPECTED.includes(name) || PROFILE.test(name)));
		if (wrong !== void 0) {
			const what = wrong.kind === "file" ? "no file of a measurement" : `a ${wrong.kind}`;
			throw refusal(path, `${JSON.stringify(wrong.name.slice(0, 100))} in it is ${what}`);
		}
		if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) throw refusal(path, "its files are too large");
	}
	const read = await files.readBounded(file, MOST_REVIEW_BYTES);
	if (read.ok) return read.text;
	switch (read.why) {
		case "missing": throw new ExpectedFailure("invalid-review-file", `report-file: there is no ${file}: see why the job that measures left none, or name its review.json or the folder that its artifact was unpacked into.`);
		case "no-file": throw refusal(file, "it is no plain file");
		case "too-large": throw refusal(file, `it is larger than ${MOST_REVIEW_BYTES / 1024 / 1024} MB`);
	}
}
function refusal(path, why) {
	return new ExpectedFailure("invalid-review-file", `${path} is refused: ${why}. Nothing of it was posted; upload what mode: measure wrote, and only that.`);
}
// src/delivery/subject.ts
/** `runSha` is GITHUB_SHA. Throws `usage` for events that no report can be about, `host` where the host does not answer. */
async function fetchSubject(event, runSha, host) {
	switch (event.kind) {
		case "pull-request": {
			const { number, headSha, headRef, baseSha, baseRef } = event.pullRequest;
			return {
				found: true,
				subject: {
					headSha,
					headRef,
					baseRef,
					configSha: baseSha,
					pullRequest: number,
					labels: demand(await host.fetchPullRequest(number)).labels
				}
			};
		}
		case "merge-group": return {
			found: true,
			subject: pushed(event.headSha, event.baseSha, event.baseRef.replace(/^refs\/heads\//, ""))
		};
		case "push": return {
			found: true,
			subject: pushed(event.after, event.after, null)
		};
		case "workflow-run": return await fetchSubjectOfRun(event, host);
		case "other":
			if (runSha !== "") return {
				found: true,
				subject: pushed(runSha, runSha, null)
			};
			throw new ExpectedFailure("usage", `The event ${event.name || "(none)"} names no commit to report on.`);
	}
}
/** The number of the open pull request that an event is about; null for none, and where the host does not tell. */
async function fetchPullRequestOf(event, host) {
	if (event.kind === "pull-request") return event.pullRequest.number;
	if (event.kind !== "workflow-run") return null;
	try {
		const answer = await fetchSubjectOfRun(event, host);
		return answer.found ? answer.subject.pullRequest : null;
	} catch {
		return null;
	}
}
function pushed(headSha, configSha, baseRef) {
	return {
		headSha,
		headRef: null,
		baseRef,
		configSha,
		pullRequest: null,
		labels: []
	};
}
/** The payload names no pull request where a fork made it, so it is looked up by the branch, and held against the commit. */
async function fetchSubjectOfRun(event, host) {
	const { startedBy, headSha, headBranch, headRepository } = event;
	if (startedBy === "push") return {
		found: true,
		subject: pushed(headSha, headSha, null)
	};
	if (startedBy !== "pull_request") throw new ExpectedFailure("usage", `mode: report on workflow_run follows runs that pull_request or push started, and this one was started by ${startedBy}: report in a second job of that workflow.`);
	const owner = headRepository?.split("/")[0] ?? "";
	const [found, another] = (owner === "" || headBranch === null ? [] : demand(await host.fetchPullRequestsFrom(owner, headBranch))).filter((candidate) => candidate.open && candidate.headSha === headSha && candidate.headRepository === headRepository);
	if (found === void 0) return {
		found: false,
		message: `No open pull request is at ${headSha} any more (a newer commit, or closed): nothing was judged and nothing posted.`
	};
	if (another !== void 0) throw new ExpectedFailure("host", `#${found.number} and #${another.number} are both at ${headSha}, and the event does not say which one was measured: nothing was posted; close one of them.`);
	return {
		found: true,
		subject: describePullRequest(found)
	};
}
function describePullRequest({ number, headSha, headRef, baseSha, baseRef, labels }) {
	return {
		headSha,
		headRef,
		baseRef,
		configSha: baseSha,
		pullRequest: number,
		labels
	};
}
/** The value, or the failure `host` with what the host said. */
function demand(answer) {
	if (answer.ok) return answer.value;
	const { kind, message } = answer.problem;
	throw new ExpectedFailure("host", `Nothing was posted, since GitHub did not answer: ${kind === "missing-permission" || kind === "refused" ? "check that the job has \"contents: read\" and \"pull-requests: read\" or more under \"permissions:\"" : "run the job again"}. (${message})`);
}
// src/delivery/reported.ts
/**
* The review that mode `report` delivers: measured by someone else, judged here,
* with the settings of the base and the labels of this moment. Throws an
* ExpectedFailure where the file, the settings or the host forbid to say anything.
*/
async function fetchReported(request, ports) {
	const { event, runSha, artefact, inputs } = request;
	const answer = await fetchSubject(event, runSha, ports.host);
	if (!answer.found) return answer;
	const { subject } = answer;
	const { configPath } = request.invocation;
	const text = demand(await ports.host.fetchFile(subject.configSha, configPath));
	const { config, problems } = parseConfig(configPath, text, inputs);
	request.onConfig(config);
	refuseProblems(problems);
	const measured = parseUntrustedReview(await readArtefact(artefact, ports.foreignFiles), artefact);
	if (measured.head.sha !== subject.headSha) throw new ExpectedFailure("invalid-review-file", `${artefact} is refused: it is a review of ${measured.head.sha}, and this run is about ${subject.headSha}. Nothing of it was posted; hand over what was measured for this commit.`);
	const judged = judgeAgain(measured, {
		config,
		labels: subject.labels,
		today: ports.clock.nowIso().slice(0, 10)
	});
	const { base, head } = renderRefs(measured, subject);
	const reproduce = renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), request.writtenInputs);
	const notice = await fetchNotice(subject, configPath, text, ports.host);
	return {
		found: true,
		review: withNotice({
			...judged,
			base,
			head,
			reproduce
		}, notice),
		config,
		pullRequest: subject.pullRequest
	};
}
function renderRefs({ base, head }, subject) {
	return {
		base: {
			ref: subject.baseRef ?? base.ref,
			sha: base.sha
		},
		head: {
			ref: subject.headRef ?? head.ref,
			sha: subject.headSha
		}
	};
}
/** Whether the change touches its own settings; a host that cannot tell takes nothing from the report. */
async function fetchNotice(subject, path, used, host) {
	if (subject.headSha === subject.configSha) return null;
	const head = await host.fetchFile(subject.headSha, path);
	return head.ok ? describeDifference(path, used, head.value) : null;
}
// src/io/cache.ts
/**
* The runner's cache between runs, or null where it has none. Its client is
* large and most starts do not need it, so it is loaded only here.
* A cache that fails costs time and never the run.
*/
async function openCache(log) {
	if (!process.env.ACTIONS_CACHE_URL && !process.env.ACTIONS_RESULTS_URL) return null;
	const { isFeatureAvailable, restoreCache, saveCache } = await import("./shared3.js");
	if (!isFeatureAvailable()) return null;
	const passOver = (error) => {
		log.detail(`The cache did not answer: ${error instanceof Error ? error.message : String(error)}`);
		return null;
	};
	return {
		async restore(folder, key, prefixes) {
			return await restoreCache([folder], key, [...prefixes]).catch(passOver) ?? null;
		},
		async save(folder, key) {
			await mkdir(folder, { recursive: true }).then(() => saveCache([folder], key)).catch(passOver);
		},
		digest: (texts) => createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32)
	};
}
// src/io/foreign-files.ts
/** Files that a stranger may have laid out. */
function createForeignFiles() {
	return {
		readBounded,
		listFolder
	};
}
/** Reads through one handle, so that what was looked at is what is read. */
async function readBounded(file, mostBytes) {
	const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
	let handle;
	try {
		if ((await lstat(file)).isSymbolicLink()) return {
			ok: false,
			why: "no-file"
		};
		handle = await open(file, flags);
	} catch (error) {
		const code = readCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") return {
			ok: false,
			why: "missing"
		};
		if (code === "ELOOP" || code === "EISDIR" || code === "ENXIO") return {
			ok: false,
			why: "no-file"
		};
		throw error;
	}
	try {
		const { size } = await handle.stat().then((stat) => stat.isFile() ? stat : { size: -1 });
		if (size < 0) return {
			ok: false,
			why: "no-file"
		};
		if (size > mostBytes) return {
			ok: false,
			why: "too-large"
		};
		const text = await handle.readFile("utf8");
		return text.length > mostBytes ? {
			ok: false,
			why: "too-large"
		} : {
			ok: true,
			text
		};
	} finally {
		await handle.close();
	}
}
async function listFolder(folder) {
	if (!(await lstat(folder).catch(() => null))?.isDirectory()) return null;
	const names = await readdir(folder);
	return await Promise.all(names.map(async (name) => {
		const entry = await lstat(path.join(folder, name));
		return {
			name,
			kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "device",
			bytes: entry.size
		};
	}));
}
// node_modules/@actions/github/lib/context.js
var Context = class {
	/**
	* Hydrate the context from the environment
	*/
	constructor() {
		var _a, _b, _c;
		this.payload = {};
		if (process.env.GITHUB_EVENT_PATH) {
			if (existsSync(process.env.GITHUB_EVENT_PATH)) this.payload = JSON.parse(readFileSync$1(process.env.GITHUB_EVENT_PATH, { encoding: "utf8" }));
			else {
				const path = process.env.GITHUB_EVENT_PATH;
				process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${EOL$1}`);
			}
		}
		this.eventName = process.env.GITHUB_EVENT_NAME;
		this.sha = process.env.GITHUB_SHA;
		this.ref = process.env.GITHUB_REF;
		this.workflow = process.env.GITHUB_WORKFLOW;
		this.action = process.env.GITHUB_ACTION;
		this.actor = process.env.GITHUB_ACTOR;
		this.job = process.env.GITHUB_JOB;
		this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
		this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
		this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
		this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
		this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
		this.graphqlUrl = (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
	}
	get issue() {
		const payload = this.payload;
		return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
	}
	get repo() {
		if (process.env.GITHUB_REPOSITORY) {
			const [owner, repo] = process.env.GITHUB_REPOSITORY.split("/");
			return {
				owner,
				repo
			};
		}
		if (this.payload.repository) return {
			owner: this.payload.repository.owner.login,
			repo: this.payload.repository.name
		};
		throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
	}
};
// node_modules/@actions/github/node_modules/@actions/http-client/lib/proxy.js
var require_proxy = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.getProxyUrl = getProxyUrl;
	exports.checkBypass = checkBypass;
	function getProxyUrl(reqUrl) {
		const usingSsl = reqUrl.protocol === "https:";
		if (checkBypass(reqUrl)) return;
		const proxyVar = (() => {
			if (usingSsl) return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
			else return process.env["http_proxy"] || process.env["HTTP_PROXY"];
		})();
		if (proxyVar) try {
			return new DecodedURL(proxyVar);
		} catch (_a) {
			if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://")) return new DecodedURL(`http://${proxyVar}`);
		}
		else return;
	}
	function checkBypass(reqUrl) {
		if (!reqUrl.hostname) return false;
		const reqHost = reqUrl.hostname;
		if (isLoopbackAddress(reqHost)) return true;
		const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
		if (!noProxy) return false;
		let reqPort;
		if (reqUrl.port) reqPort = Number(reqUrl.port);
		else if (reqUrl.protocol === "http:") reqPort = 80;
		else if (reqUrl.protocol === "https:") reqPort = 443;
		const upperReqHosts = [reqUrl.hostname.toUpperCase()];
		if (typeof reqPort === "number") upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
		for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) return true;
		return false;
	}
	function isLoopbackAddress(host) {
		const hostLower = host.toLowerCase();
		return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
	}
	var DecodedURL = class extends URL {
		constructor(url, base) {
			super(url, base);
			this._decodedUsername = decodeURIComponent(super.username);
			this._decodedPassword = decodeURIComponent(super.password);
		}
		get username() {
			return this._decodedUsername;
		}
		get password() {
			return this._decodedPassword;
		}
	};
}));
// node_modules/@actions/github/lib/internal/utils.js
var import_lib = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	var __createBinding = this$1 && this$1.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __setModuleDefault = this$1 && this$1.__setModuleDefault || (Object.create ? (function(o, v) {
		Object.defineProperty(o, "default", {
			enumerable: true,
			value: v
		});
	}) : function(o, v) {
		o["default"] = v;
	});
	var __importStar = this$1 && this$1.__importStar || (function() {
		var ownKeys = function(o) {
			ownKeys = Object.getOwnPropertyNames || function(o) {
				var ar = [];
				for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
				return ar;
			};
			return ownKeys(o);
		};
		return function(mod) {
			if (mod && mod.__esModule) return mod;
			var result = {};
			if (mod != null) {
				for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
			}
			__setModuleDefault(result, mod);
			return result;
		};
	})();
	var __awaiter = this$1 && this$1.__awaiter || function(thisArg, _arguments, P, generator) {
		function adopt(value) {
			return value instanceof P ? value : new P(function(resolve) {
				resolve(value);
			});
		}
		return new (P || (P = Promise))(function(resolve, reject) {
			function fulfilled(value) {
				try {
					step(generator.next(value));
				} catch (e) {
					reject(e);
				}
			}
			function rejected(value) {
				try {
					step(generator["throw"](value));
				} catch (e) {
					reject(e);
				}
			}
			function step(result) {
				result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
			}
			step((generator = generator.apply(thisArg, _arguments || [])).next());
		});
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.HttpClient = exports.HttpClientResponse = exports.HttpClientError = exports.MediaTypes = exports.Headers = exports.HttpCodes = void 0;
	exports.getProxyUrl = getProxyUrl;
	exports.isHttps = isHttps;
	const http = __importStar(__require("http"));
	const https = __importStar(__require("https"));
	const pm = __importStar(require_proxy());
	const tunnel = __importStar(require_tunnel());
	const undici_1 = require_undici();
	var HttpCodes;
	(function(HttpCodes) {
		HttpCodes[HttpCodes["OK"] = 200] = "OK";
		HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
		HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
		HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
		HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
		HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
		HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
		HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
		HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
		HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
		HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
		HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
		HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
		HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
		HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
		HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
		HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
		HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
		HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
		HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
		HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
		HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
		HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
		HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
		HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
		HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
		HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
	})(HttpCodes || (exports.HttpCodes = HttpCodes = {}));
	var Headers;
	(function(Headers) {
		Headers["Accept"] = "accept";
		Headers["ContentType"] = "content-type";
	})(Headers || (exports.Headers = Headers = {}));
	var MediaTypes;
	(function(MediaTypes) {
		MediaTypes["ApplicationJson"] = "application/json";
	})(MediaTypes || (exports.MediaTypes = MediaTypes = {}));
	/**
	* Returns the proxy URL, depending upon the supplied url and proxy environment variables.
	* @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
	*/
	function getProxyUrl(serverUrl) {
		const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
		return proxyUrl ? proxyUrl.href : "";
	}
	const HttpRedirectCodes = [
		HttpCodes.MovedPermanently,
		HttpCodes.ResourceMoved,
		HttpCodes.SeeOther,
		HttpCodes.TemporaryRedirect,
		HttpCodes.PermanentRedirect
	];
	const HttpResponseRetryCodes = [
		HttpCodes.BadGateway,
		HttpCodes.ServiceUnavailable,
		HttpCodes.GatewayTimeout
	];
	const RetryableHttpVerbs = [
		"OPTIONS",
		"GET",
		"DELETE",
		"HEAD"
	];
	const ExponentialBackoffCeiling = 10;
	const ExponentialBackoffTimeSlice = 5;
	var HttpClientError = class HttpClientError extends Error {
		constructor(message, statusCode) {
			super(message);
			this.name = "HttpClientError";
			this.statusCode = statusCode;
			Object.setPrototypeOf(this, HttpClientError.prototype);
		}
	};
	exports.HttpClientError = HttpClientError;
	var HttpClientResponse = class {
		constructor(message) {
			this.message = message;
		}
		readBody() {
			return __awaiter(this, void 0, void 0, function* () {
				return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
					let output = Buffer.alloc(0);
					this.message.on("data", (chunk) => {
						output = Buffer.concat([output, chunk]);
					});
					this.message.on("end", () => {
						resolve(output.toString());
					});
				}));
			});
		}
		readBodyBuffer() {
			return __awaiter(this, void 0, void 0, function* () {
				return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
					const chunks = [];
					this.message.on("data", (chunk) => {
						chunks.push(chunk);
					});
					this.message.on("end", () => {
						resolve(Buffer.concat(chunks));
					});
				}));
			});
		}
	};
	exports.HttpClientResponse = HttpClientResponse;
	function isHttps(requestUrl) {
		return new URL(requestUrl).protocol === "https:";
	}
	var HttpClient = class {
		constructor(userAgent, handlers, requestOptions) {
			this._ignoreSslError = false;
			this._allowRedirects = true;
			this._allowRedirectDowngrade = false;
			this._maxRedirects = 50;
			this._allowRetries = false;
			this._maxRetries = 1;
			this._keepAlive = false;
			this._disposed = false;
			this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
			this.handlers = handlers || [];
			this.requestOptions = requestOptions;
			if (requestOptions) {
				if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError;
				this._socketTimeout = requestOptions.socketTimeout;
				if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects;
				if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
				if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
				if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive;
				if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries;
				if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries;
			}
		}
		options(requestUrl, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
			});
		}
		get(requestUrl, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("GET", requestUrl, null, additionalHeaders || {});
			});
		}
		del(requestUrl, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("DELETE", requestUrl, null, additionalHeaders || {});
			});
		}
		post(requestUrl, data, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("POST", requestUrl, data, additionalHeaders || {});
			});
		}
		patch(requestUrl, data, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("PATCH", requestUrl, data, additionalHeaders || {});
			});
		}
		put(requestUrl, data, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("PUT", requestUrl, data, additionalHeaders || {});
			});
		}
		head(requestUrl, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request("HEAD", requestUrl, null, additionalHeaders || {});
			});
		}
		sendStream(verb, requestUrl, stream, additionalHeaders) {
			return __awaiter(this, void 0, void 0, function* () {
				return this.request(verb, requestUrl, stream, additionalHeaders);
			});
		}
		/**
		* Gets a typed object from an endpoint
		* Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
		*/
		getJson(requestUrl_1) {
			return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
				additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
				const res = yield this.get(requestUrl, additionalHeaders);
				return this._processResponse(res, this.requestOptions);
			});
		}
		postJson(requestUrl_1, obj_1) {
			return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
				const data = JSON.stringify(obj, null, 2);
				additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
				additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
				const res = yield this.post(requestUrl, data, additionalHeaders);
				return this._processResponse(res, this.requestOptions);
			});
		}
		putJson(requestUrl_1, obj_1) {
			return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
				const data = JSON.stringify(obj, null, 2);
				additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
				additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
				const res = yield this.put(requestUrl, data, additionalHeaders);
				return this._processResponse(res, this.requestOptions);
			});
		}
		patchJson(requestUrl_1, obj_1) {
			return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
				const data = JSON.stringify(obj, null, 2);
				additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
				additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
				const res = yield this.patch(requestUrl, data, additionalHeaders);
				return this._processResponse(res, this.requestOptions);
			});
		}
		/**
		* Makes a raw http request.
		* All other methods such as get, post, patch, and request ultimately call this.
		* Prefer get, del, post and patch
		*/
		request(verb, requestUrl, data, headers) {
			return __awaiter(this, void 0, void 0, function* () {
				if (this._disposed) throw new Error("Client has already been disposed.");
				const parsedUrl = new URL(requestUrl);
				let info = this._prepareRequest(verb, parsedUrl, headers);
				const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
				let numTries = 0;
				let response;
				do {
					response = yield this.requestRaw(info, data);
					if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
						let authenticationHandler;
						for (const handler of this.handlers) if (handler.canHandleAuthentication(response)) {
							authenticationHandler = handler;
							break;
						}
						if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data);
						else return response;
					}
					let redirectsRemaining = this._maxRedirects;
					while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
						const redirectUrl = response.message.headers["location"];
						if (!redirectUrl) break;
						const parsedRedirectUrl = new URL(redirectUrl);
						if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
						yield response.readBody();
						if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
							for (const header in headers) if (header.toLowerCase() === "authorization") delete headers[header];
						}
						info = this._prepareRequest(verb, parsedRedirectUrl, headers);
						response = yield this.requestRaw(info, data);
						redirectsRemaining--;
					}
					if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response;
					numTries += 1;
					if (numTries < maxTries) {
						yield response.readBody();
						yield this._performExponentialBackoff(numTries);
					}
				} while (numTries < maxTries);
				return response;
			});
		}
		/**
		* Needs to be called if keepAlive is set to true in request options.
		*/
		dispose() {
			if (this._agent) this._agent.destroy();
			this._disposed = true;
		}
		/**
		* Raw request.
		* @param info
		* @param data
		*/
		requestRaw(info, data) {
			return __awaiter(this, void 0, void 0, function* () {
				return new Promise((resolve, reject) => {
					function callbackForResult(err, res) {
						if (err) reject(err);
						else if (!res) reject(/* @__PURE__ */ new Error("Unknown error"));
						else resolve(res);
					}
					this.requestRawWithCallback(info, data, callbackForResult);
				});
			});
		}
		/**
		* Raw request with callback.
		* @param info
		* @param data
		* @param onResult
		*/
		requestRawWithCallback(info, data, onResult) {
			if (typeof data === "string") {
				if (!info.options.headers) info.options.headers = {};
				info.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
			}
			let callbackCalled = false;
			function handleResult(err, res) {
				if (!callbackCalled) {
					callbackCalled = true;
					onResult(err, res);
				}
			}
			const req = info.httpModule.request(info.options, (msg) => {
				handleResult(void 0, new HttpClientResponse(msg));
			});
			let socket;
			req.on("socket", (sock) => {
				socket = sock;
			});
			req.setTimeout(this._socketTimeout || 18e4, () => {
				if (socket) socket.end();
				handleResult(/* @__PURE__ */ new Error(`Request timeout: ${info.options.path}`));
			});
			req.on("error", function(err) {
				handleResult(err);
			});
			if (data && typeof data === "string") req.write(data, "utf8");
			if (data && typeof data !== "string") {
				data.on("close", function() {
					req.end();
				});
				data.pipe(req);
			} else req.end();
		}
		/**
		* Gets an http agent. This function is useful when you need an http agent that handles
		* routing through a proxy server - depending upon the url and proxy environment variables.
		* @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
		*/
		getAgent(serverUrl) {
			const parsedUrl = new URL(serverUrl);
			return this._getAgent(parsedUrl);
		}
		getAgentDispatcher(serverUrl) {
			const parsedUrl = new URL(serverUrl);
			const proxyUrl = pm.getProxyUrl(parsedUrl);
			if (!(proxyUrl && proxyUrl.hostname)) return;
			return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
		}
		_prepareRequest(method, requestUrl, headers) {
			const info = {};
			info.parsedUrl = requestUrl;
			const usingSsl = info.parsedUrl.protocol === "https:";
			info.httpModule = usingSsl ? https : http;
			const defaultPort = usingSsl ? 443 : 80;
			info.options = {};
			info.options.host = info.parsedUrl.hostname;
			info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort;
			info.options.path = (info.parsedUrl.pathname || "") + (info.parsedUrl.search || "");
			info.options.method = method;
			info.options.headers = this._mergeHeaders(headers);
			if (this.userAgent != null) info.options.headers["user-agent"] = this.userAgent;
			info.options.agent = this._getAgent(info.parsedUrl);
			if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options);
			return info;
		}
		_mergeHeaders(headers) {
			if (this.requestOptions && this.requestOptions.headers) return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
			return lowercaseKeys(headers || {});
		}
		/**
		* Gets an existing header value or returns a default.
		* Handles converting number header values to strings since HTTP headers must be strings.
		* Note: This returns string | string[] since some headers can have multiple values.
		* For headers that must always be a single string (like Content-Type), use the
		* specialized _getExistingOrDefaultContentTypeHeader method instead.
		*/
		_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
			let clientHeader;
			if (this.requestOptions && this.requestOptions.headers) {
				const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
				if (headerValue) clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
			}
			const additionalValue = additionalHeaders[header];
			if (additionalValue !== void 0) return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
			if (clientHeader !== void 0) return clientHeader;
			return _default;
		}
		/**
		* Specialized version of _getExistingOrDefaultHeader for Content-Type header.
		* Always returns a single string (not an array) since Content-Type should be a single value.
		* Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
		* This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
		* that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
		*/
		_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
			let clientHeader;
			if (this.requestOptions && this.requestOptions.headers) {
				const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
				if (headerValue) {
					if (typeof headerValue === "number") clientHeader = String(headerValue);
					else if (Array.isArray(headerValue)) clientHeader = headerValue.join(", ");
					else clientHeader = headerValue;
				}
			}
			const additionalValue = additionalHeaders[Headers.ContentType];
			if (additionalValue !== void 0) {
				if (typeof additionalValue === "number") return String(additionalValue);
				else if (Array.isArray(additionalValue)) return additionalValue.join(", ");
				else return additionalValue;
			}
			if (clientHeader !== void 0) return clientHeader;
			return _default;
		}
		_getAgent(parsedUrl) {
			let agent;
			const proxyUrl = pm.getProxyUrl(parsedUrl);
			const useProxy = proxyUrl && proxyUrl.hostname;
			if (this._keepAlive && useProxy) agent = this._proxyAgent;
			if (!useProxy) agent = this._agent;
			if (agent) return agent;
			const usingSsl = parsedUrl.protocol === "https:";
			let maxSockets = 100;
			if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
			if (proxyUrl && proxyUrl.hostname) {
				const agentOptions = {
					maxSockets,
					keepAlive: this._keepAlive,
					proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && { proxyAuth: `${proxyUrl.username}:${proxyUrl.password}` }), {
						host: proxyUrl.hostname,
						port: proxyUrl.port
					})
				};
				let tunnelAgent;
				const overHttps = proxyUrl.protocol === "https:";
				if (usingSsl) tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
				else tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
				agent = tunnelAgent(agentOptions);
				this._proxyAgent = agent;
			}
			if (!agent) {
				const options = {
					keepAlive: this._keepAlive,
					maxSockets
				};
				agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
				this._agent = agent;
			}
			if (usingSsl && this._ignoreSslError) agent.options = Object.assign(agent.options || {}, { rejectUnauthorized: false });
			return agent;
		}
		_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
			let proxyAgent;
			if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher;
			if (proxyAgent) return proxyAgent;
			const usingSsl = parsedUrl.protocol === "https:";
			proxyAgent = new undici_1.ProxyAgent(Object.assign({
				uri: proxyUrl.href,
				pipelining: !this._keepAlive ? 0 : 1
			}, (proxyUrl.username || proxyUrl.password) && { token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}` }));
			this._proxyAgentDispatcher = proxyAgent;
			if (usingSsl && this._ignoreSslError) proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, { rejectUnauthorized: false });
			return proxyAgent;
		}
		_getUserAgentWithOrchestrationId(userAgent) {
			const baseUserAgent = userAgent || "actions/http-client";
			const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
			if (orchId) return `${baseUserAgent} actions_orchestration_id/${orchId.replace(/[^a-z0-9_.-]/gi, "_")}`;
			return baseUserAgent;
		}
		_performExponentialBackoff(retryNumber) {
			return __awaiter(this, void 0, void 0, function* () {
				retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
				const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
				return new Promise((resolve) => setTimeout(() => resolve(), ms));
			});
		}
		_processResponse(res, options) {
			return __awaiter(this, void 0, void 0, function* () {
				return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
					const statusCode = res.message.statusCode || 0;
					const response = {
						statusCode,
						result: null,
						headers: {}
					};
					if (statusCode === HttpCodes.NotFound) resolve(response);
					function dateTimeDeserializer(key, value) {
						if (typeof value === "string") {
							const a = new Date(value);
							if (!isNaN(a.valueOf())) return a;
						}
						return value;
					}
					let obj;
					let contents;
					try {
						contents = yield res.readBody();
						if (contents && contents.length > 0) {
							if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer);
							else obj = JSON.parse(contents);
							response.result = obj;
						}
						response.headers = res.message.headers;
					} catch (err) {}
					if (statusCode > 299) {
						let msg;
						if (obj && obj.message) msg = obj.message;
						else if (contents && contents.length > 0) msg = contents;
						else msg = `Failed request: (${statusCode})`;
						const err = new HttpClientError(msg, statusCode);
						err.result = response.result;
						reject(err);
					} else resolve(response);
				}));
			});
		}
	};
	exports.HttpClient = HttpClient;
	const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});
})))(), 1);
var import_undici = require_undici();
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
function getProxyAgent(destinationUrl) {
	return new import_lib.HttpClient().getAgent(destinationUrl);
}
function getProxyAgentDispatcher(destinationUrl) {
	return new import_lib.HttpClient().getAgentDispatcher(destinationUrl);
}
function getProxyFetch(destinationUrl) {
	const httpDispatcher = getProxyAgentDispatcher(destinationUrl);
	const proxyFetch = (url, opts) => __awaiter(this, void 0, void 0, function* () {
		return (0, import_undici.fetch)(url, Object.assign(Object.assign({}, opts), { dispatcher: httpDispatcher }));
	});
	return proxyFetch;
}
function getApiBaseUrl() {
	return process.env["GITHUB_API_URL"] || "https://api.github.com";
}
// node_modules/universal-user-agent/index.js
function getUserAgent() {
	if (typeof navigator === "object" && "userAgent" in navigator) return navigator.userAgent;
	if (typeof process === "object" && process.version !== void 0) return `Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`;
	return "<environment undetectable>";
}
// node_modules/before-after-hook/lib/register.js
function register(state, name, method, options) {
	if (typeof method !== "function") throw new Error("method for before hook must be a function");
	if (!options) options = {};
	if (Array.isArray(name)) return name.reverse().reduce((callback, name) => {
		return register.bind(null, state, name, callback, options);
	}, method)();
	return Promise.resolve().then(() => {
		if (!state.registry[name]) return method(options);
		return state.registry[name].reduce((method, registered) => {
			return registered.hook.bind(null, method, options);
		}, method)();
	});
}
// node_modules/before-after-hook/lib/add.js
function addHook(state, kind, name, hook) {
	const orig = hook;
	if (!state.registry[name]) state.registry[name] = [];
	if (kind === "before") hook = (method, options) => {
		return Promise.resolve().then(orig.bind(null, options)).then(method.bind(null, options));
	};
	if (kind === "after") hook = (method, options) => {
		let result;
		return Promise.resolve().then(method.bind(null, options)).then((result_) => {
			result = result_;
			return orig(result, options);
		}).then(() => {
			return result;
		});
	};
	if (kind === "error") hook = (method, options) => {
		return Promise.resolve().then(method.bind(null, options)).catch((error) => {
			return orig(error, options);
		});
	};
	state.registry[name].push({
		hook,
		orig
	});
}
// node_modules/before-after-hook/lib/remove.js
function removeHook(state, name, method) {
	if (!state.registry[name]) return;
	const index = state.registry[name].map((registered) => {
		return registered.orig;
	}).indexOf(method);
	if (index === -1) return;
	state.registry[name].splice(index, 1);
}
// node_modules/before-after-hook/index.js
const bind = Function.bind;
const bindable = bind.bind(bind);
function bindApi(hook, state, name) {
	const removeHookRef = bindable(removeHook, null).apply(null, name ? [state, name] : [state]);
	hook.api = { remove: removeHookRef };
	hook.remove = removeHookRef;
	[
		"before",
		"error",
		"after",
		"wrap"
	].forEach((kind) => {
		const args = name ? [
			state,
			kind,
			name
		] : [state, kind];
		hook[kind] = hook.api[kind] = bindable(addHook, null).apply(null, args);
	});
}
function Singular() {
	const singularHookName = Symbol("Singular");
	const singularHookState = { registry: {} };
	const singularHook = register.bind(null, singularHookState, singularHookName);
	bindApi(singularHook, singularHookState, singularHookName);
	return singularHook;
}
function Collection() {
	const state = { registry: {} };
	const hook = register.bind(null, state);
	bindApi(hook, state);
	return hook;
}
var before_after_hook_default = {
	Singular,
	Collection
};
// node_modules/@octokit/endpoint/dist-bundle/index.js
var DEFAULTS = {
	method: "GET",
	baseUrl: "https://api.github.com",
	headers: {
		accept: "application/vnd.github.v3+json",
		"user-agent": `octokit-endpoint.js/0.0.0-development ${getUserAgent()}`
	},
	mediaType: { format: "" }
};
function lowercaseKeys(object) {
	if (!object) return {};
	return Object.keys(object).reduce((newObj, key) => {
		newObj[key.toLowerCase()] = object[key];
		return newObj;
	}, {});
}
function isPlainObject$1(value) {
	if (typeof value !== "object" || value === null) return false;
	if (Object.prototype.toString.call(value) !== "[object Object]") return false;
	const proto = Object.getPrototypeOf(value);
	if (proto === null) return true;
	const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
	return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
function mergeDeep(defaults, options) {
	const result = Object.assign({}, defaults);
	Object.keys(options).forEach((key) => {
		if (isPlainObject$1(options[key])) {
			if (!(key in defaults)) Object.assign(result, { [key]: options[key] });
			else result[key] = mergeDeep(defaults[key], options[key]);
		} else Object.assign(result, { [key]: options[key] });
	});
	return result;
}
function removeUndefinedProperties(obj) {
	for (const key in obj) if (obj[key] === void 0) delete obj[key];
	return obj;
}
function merge(defaults, route, options) {
	if (typeof route === "string") {
		let [method, url] = route.split(" ");
		options = Object.assign(url ? {
			method,
			url
		} : { url: method }, options);
	} else options = Object.assign({}, route);
	options.headers = lowercaseKeys(options.headers);
	removeUndefinedProperties(options);
	removeUndefinedProperties(options.headers);
	const mergedOptions = mergeDeep(defaults || {}, options);
	if (options.url === "/graphql") {
		if (defaults && defaults.mediaType.previews?.length) mergedOptions.mediaType.previews = defaults.mediaType.previews.filter((preview) => !mergedOptions.mediaType.previews.includes(preview)).concat(mergedOptions.mediaType.previews);
		mergedOptions.mediaType.previews = (mergedOptions.mediaType.previews || []).map((preview) => preview.replace(/-preview/, ""));
	}
	return mergedOptions;
}
function addQueryParameters(url, parameters) {
	const separator = /\?/.test(url) ? "&" : "?";
	const names = Object.keys(parameters);
	if (names.length === 0) return url;
	return url + separator + names.map((name) => {
		if (name === "q") return "q=" + parameters.q.split("+").map(encodeURIComponent).join("+");
		return `${name}=${encodeURIComponent(parameters[name])}`;
	}).join("&");
}
var urlVariableRegex = /\{[^{}}]+\}/g;
function removeNonChars(variableName) {
	return variableName.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g, "").split(/,/);
}
function extractUrlVariableNames(url) {
	const matches = url.match(urlVariableRegex);
	if (!matches) return [];
	return matches.map(removeNonChars).reduce((a, b) => a.concat(b), []);
}
function omit(object, keysToOmit) {
	const result = { __proto__: null };
	for (const key of Object.keys(object)) if (keysToOmit.indexOf(key) === -1) result[key] = object[key];
	return result;
}
function encodeReserved(str) {
	return str.split(/(%[0-9A-Fa-f]{2})/g).map(function(part) {
		if (!/%[0-9A-Fa-f]/.test(part)) part = encodeURI(part).replace(/%5B/g, "[").replace(/%5D/g, "]");
		return part;
	}).join("");
}
function encodeUnreserved(str) {
	return encodeURIComponent(str).replace(/[!'()*]/g, function(c) {
		return "%" + c.charCodeAt(0).toString(16).toUpperCase();
	});
}
function encodeValue(operator, value, key) {
	value = operator === "+" || operator === "#" ? encodeReserved(value) : encodeUnreserved(value);
	if (key) return encodeUnreserved(key) + "=" + value;
	else return value;
}
function isDefined(value) {
	return value !== void 0 && value !== null;
}
function isKeyOperator(operator) {
	return operator === ";" || operator === "&" || operator === "?";
}
function getValues(context, operator, key, modifier) {
	var value = context[key], result = [];
	if (isDefined(value) && value !== "") {
		if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
			value = value.toString();
			if (modifier && modifier !== "*") value = value.substring(0, parseInt(modifier, 10));
			result.push(encodeValue(operator, value, isKeyOperator(operator) ? key : ""));
		} else if (modifier === "*") {
			if (Array.isArray(value)) value.filter(isDefined).forEach(function(value2) {
				result.push(encodeValue(operator, value2, isKeyOperator(operator) ? key : ""));
			});
			else Object.keys(value).forEach(function(k) {
				if (isDefined(value[k])) result.push(encodeValue(operator, value[k], k));
			});
		} else {
			const tmp = [];
			if (Array.isArray(value)) value.filter(isDefined).forEach(function(value2) {
				tmp.push(encodeValue(operator, value2));
			});
			else Object.keys(value).forEach(function(k) {
				if (isDefined(value[k])) {
					tmp.push(encodeUnreserved(k));
					tmp.push(encodeValue(operator, value[k].toString()));
				}
			});
			if (isKeyOperator(operator)) result.push(encodeUnreserved(key) + "=" + tmp.join(","));
			else if (tmp.length !== 0) result.push(tmp.join(","));
		}
	} else if (operator === ";") {
		if (isDefined(value)) result.push(encodeUnreserved(key));
	} else if (value === "" && (operator === "&" || operator === "?")) result.push(encodeUnreserved(key) + "=");
	else if (value === "") result.push("");
	return result;
}
function parseUrl(template) {
	return { expand: expand.bind(null, template) };
}
function expand(template, context) {
	var operators = [
		"+",
		"#",
		".",
		"/",
		";",
		"?",
		"&"
	];
	template = template.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g, function(_, expression, literal) {
		if (expression) {
			let operator = "";
			const values = [];
			if (operators.indexOf(expression.charAt(0)) !== -1) {
				operator = expression.charAt(0);
				expression = expression.substr(1);
			}
			expression.split(/,/g).forEach(function(variable) {
				var tmp = /([^:\*]*)(?::(\d+)|(\*))?/.exec(variable);
				values.push(getValues(context, operator, tmp[1], tmp[2] || tmp[3]));
			});
			if (operator && operator !== "+") {
				var separator = ",";
				if (operator === "?") separator = "&";
				else if (operator !== "#") separator = operator;
				return (values.length !== 0 ? operator : "") + values.join(separator);
			} else return values.join(",");
		} else return encodeReserved(literal);
	});
	if (template === "/") return template;
	else return template.replace(/\/$/, "");
}
function parse$1(options) {
	let method = options.method.toUpperCase();
	let url = (options.url || "/").replace(/:([a-z]\w+)/g, "{$1}");
	let headers = Object.assign({}, options.headers);
	let body;
	let parameters = omit(options, [
		"method",
		"baseUrl",
		"url",
		"headers",
		"request",
		"mediaType"
	]);
	const urlVariableNames = extractUrlVariableNames(url);
	url = parseUrl(url).expand(parameters);
	if (!/^http/.test(url)) url = options.baseUrl + url;
	const remainingParameters = omit(parameters, Object.keys(options).filter((option) => urlVariableNames.includes(option)).concat("baseUrl"));
	if (!/application\/octet-stream/i.test(headers.accept)) {
		if (options.mediaType.format) headers.accept = headers.accept.split(/,/).map((format) => format.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/, `application/vnd$1$2.${options.mediaType.format}`)).join(",");
		if (url.endsWith("/graphql")) {
			if (options.mediaType.previews?.length) headers.accept = (headers.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g) || []).concat(options.mediaType.previews).map((preview) => {
				return `application/vnd.github.${preview}-preview${options.mediaType.format ? `.${options.mediaType.format}` : "+json"}`;
			}).join(",");
		}
	}
	if (["GET", "HEAD"].includes(method)) url = addQueryParameters(url, remainingParameters);
	else if ("data" in remainingParameters) body = remainingParameters.data;
	else if (Object.keys(remainingParameters).length) body = remainingParameters;
	if (!headers["content-type"] && typeof body !== "undefined") headers["content-type"] = "application/json; charset=utf-8";
	if (["PATCH", "PUT"].includes(method) && typeof body === "undefined") body = "";
	return Object.assign({
		method,
		url,
		headers
	}, typeof body !== "undefined" ? { body } : null, options.request ? { request: options.request } : null);
}
function endpointWithDefaults(defaults, route, options) {
	return parse$1(merge(defaults, route, options));
}
function withDefaults$2(oldDefaults, newDefaults) {
	const DEFAULTS2 = merge(oldDefaults, newDefaults);
	const endpoint2 = endpointWithDefaults.bind(null, DEFAULTS2);
	return Object.assign(endpoint2, {
		DEFAULTS: DEFAULTS2,
		defaults: withDefaults$2.bind(null, DEFAULTS2),
		merge: merge.bind(null, DEFAULTS2),
		parse: parse$1
	});
}
var endpoint = withDefaults$2(null, DEFAULTS);
// node_modules/content-type/dist/index.js
/*!
* content-type
* Copyright(c) 2015 Douglas Christopher Wilson
* MIT Licensed
*/
const SP = 32;
const HTAB = 9;
const SEMI = 59;
const EQ = 61;
const DQUOTE = 34;
const BSLASH = 92;
const COMMA = 44;
const LOWER_CASE = 1;
const OWS = 2;
const SEMI_FLAG = 4;
const COMMA_FLAG = 8;
const TOKEN_FLAG = 16;
const NON_ASCII = 65280;
const CASE_FLAGS = 65281;
/**
* Character flags used to normalize HTTP field values while scanning.
* Out-of-range reads intentionally coerce to zero in bitwise expressions.
*/
const CHAR_MAP = /* @__PURE__ */ new Uint8Array(256);
CHAR_MAP[HTAB] |= OWS;
CHAR_MAP[SP] |= OWS;
CHAR_MAP[SEMI] |= SEMI_FLAG;
CHAR_MAP[COMMA] |= COMMA_FLAG;
for (let code = 128; code <= 255; code++) CHAR_MAP[code] |= LOWER_CASE;
for (const char of "!#$%&'*+-.^_`|~") CHAR_MAP[char.charCodeAt(0)] |= TOKEN_FLAG;
for (let code = 48; code <= 57; code++) CHAR_MAP[code] |= TOKEN_FLAG;
for (let code = 65; code <= 90; code++) CHAR_MAP[code] |= 17;
for (let code = 97; code <= 122; code++) CHAR_MAP[code] |= TOKEN_FLAG;
/**
* Null object perf optimization. Faster than `Object.create(null)` and `{ __proto__: null }`.
*/
const NullObject = /* @__PURE__ */ (() => {
	const C = function() {};
	C.prototype = Object.create(null);
	return C;
})();
/**
* Parse a `Content-Type` header.
*/
function parse(header, options) {
	const stopFlags = SEMI_FLAG | (options?.comma === true ? COMMA_FLAG : 0);
	const len = header.length;
	let valueStart = options?.start ?? 0;
	while ((CHAR_MAP[header.charCodeAt(valueStart)] & OWS) !== 0) valueStart++;
	let index = valueStart;
	let typeFlags = 0;
	let whitespace = -1;
	let stop = options?.parameters === false ? COMMA_FLAG : 0;
	while (index < len) {
		const code = header.charCodeAt(index);
		const flags = CHAR_MAP[code];
		if ((flags & stopFlags) !== 0) {
			stop |= flags & COMMA_FLAG;
			break;
		}
		if ((flags & OWS) !== 0) {
			if (whitespace === -1) whitespace = index;
		} else whitespace = -1;
		typeFlags |= code & NON_ASCII | flags;
		index++;
	}
	const valueEnd = whitespace === -1 ? index : whitespace;
	const value = header.slice(valueStart, valueEnd);
	const type = (typeFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
	if (index === len || stop !== 0) return {
		type,
		index,
		parameters: new NullObject()
	};
	return parseParameters(header, type, index, len, stopFlags);
}
/**
* Parses the parameters of a `Content-Type` header starting at the given index.
*/
function parseParameters(header, type, index, len, stopFlags) {
	const parameters = new NullObject();
	parameter: while (index < len) {
		index++;
		while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) index++;
		const keyStart = index;
		let keyFlags = 0;
		let keyWhitespace = -1;
		while (index < len) {
			const code = header.charCodeAt(index);
			const flags = CHAR_MAP[code];
			if ((flags & stopFlags) !== 0) {
				if ((flags & COMMA_FLAG) !== 0) break parameter;
				continue parameter;
			}
			if (code === EQ) {
				const keyEnd = keyWhitespace === -1 ? index : keyWhitespace;
				const value = header.slice(keyStart, keyEnd);
				const key = (keyFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
				index++;
				while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) index++;
				if (index < len && header.charCodeAt(index) === DQUOTE) {
					const quotedStart = ++index;
					let escaped = false;
					while (index < len) {
						const code = header.charCodeAt(index);
						if (code === DQUOTE) {
							if (parameters[key] === void 0) parameters[key] = escaped ? unescapeQuotedPairs(header, quotedStart, index) : header.slice(quotedStart, index);
							index++;
							let stop = 0;
							while (index < len) {
								const code = header.charCodeAt(index);
								const flags = CHAR_MAP[code];
								if ((flags & stopFlags) !== 0) {
									stop = flags & COMMA_FLAG;
									break;
								}
								index++;
							}
							if (stop !== 0) break parameter;
							continue parameter;
						}
						if (code === BSLASH && index + 1 < len) {
							escaped = true;
							index += 2;
							continue;
						}
						index++;
					}
					continue parameter;
				}
				const valueStart = index;
				let stop = 0;
				let valueWhitespace = -1;
				while (index < len) {
					const code = header.charCodeAt(index);
					const flags = CHAR_MAP[code];
					if ((flags & stopFlags) !== 0) {
						stop = flags & COMMA_FLAG;
						break;
					}
					if ((flags & OWS) !== 0) {
						if (valueWhitespace === -1) valueWhitespace = index;
					} else valueWhitespace = -1;
					index++;
				}
				if (parameters[key] === void 0) {
					const valueEnd = valueWhitespace === -1 ? index : valueWhitespace;
					parameters[key] = header.slice(valueStart, valueEnd);
				}
				if (stop !== 0) break parameter;
				continue parameter;
			}
			if ((flags & OWS) !== 0) {
				if (keyWhitespace === -1) keyWhitespace = index;
			} else keyWhitespace = -1;
			keyFlags |= code & NON_ASCII | flags;
			index++;
		}
	}
	return {
		type,
		index,
		parameters
	};
}
/**
* Remove backslashes from quoted pairs in a known-terminated quoted string body.
*/
function unescapeQuotedPairs(str, start, end) {
	let result = "";
	for (let index = start; index < end; index++) if (str.charCodeAt(index) === BSLASH) {
		result += str.slice(start, index);
		start = ++index;
	}
	return result + str.slice(start, end);
}
// node_modules/json-with-bigint/json-with-bigint.js
const intRegex = /^-?\d+$/;
const noiseValue = /^-?\d+n+$/;
const originalStringify = JSON.stringify;
const originalParse = JSON.parse;
const customFormat = /^-?\d+n$/;
const bigIntsStringify = /([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g;
const noiseStringify = /([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g;
/**
* @typedef {(this: any, key: string | number | undefined, value: any) => any} Replacer
* @typedef {(key: string | number | undefined, value: any, context?: { source: string }) => any} Reviver
*/
/**
* Checks if a value is unstringifiable according to native JSON.stringify rules.
*
* @param {any} val The value to check.
* @returns {boolean} True if the value is undefined, a function, or a symbol.
*/
const isUnstringifiable = (val) => val === void 0 || typeof val === "function" || typeof val === "symbol";
/**
* Checks if a value is a native JSON.rawJSON object (Node.js 22+).
*
* @param {any} val The value to check.
* @returns {boolean} True if the value is a RawJSON instance.
*/
const isRawJSON = (val) => val !== null && typeof val === "object" && val.constructor && val.constructor.name === "RawJSON";
/**
* Iteratively converts a JS value to a JSON string.
* Used as a fallback when the native JSON.stringify hits the Maximum Call Stack size.
* Fully compliant with JSON formatting (space), replacers, and toJSON behaviors.
*
* @param {any} rootValue The value to stringify.
* @param {Replacer | Array<string | number> | null} [replacer] User's custom replacer function.
* @param {string | number} [spaceParam] Indentation for pretty-printing.
* @returns {string | undefined} The generated JSON string.
*/
const stringifyIteratively = (rootValue, replacer, spaceParam) => {
	let space = "";
	if (typeof spaceParam === "number") space = " ".repeat(Math.min(10, Math.max(0, Math.floor(spaceParam))));
	else if (typeof spaceParam === "string") space = spaceParam.slice(0, 10);
	const isFunctionReplacer = typeof replacer === "function";
	const propertyList = Array.isArray(replacer) ? new Set(replacer.map(String)) : null;
	/**
	* Prepares a value for stringification by resolving toJSON, handling BigInts,
	* applying custom replacers, and unwrapping primitive objects.
	*
	* @param {object|Array} parent The parent object or array holding the value.
	* @param {string} key The key associated with the value.
	* @param {any} val The raw value to process.
	* @returns {any} The processed value ready for stringification.
	*/
	const prepareVal = (parent, key, val) => {
		if (val !== null && typeof val === "object" && typeof val.toJSON === "function") val = val.toJSON(key);
		if (typeof val === "string" && noiseValue.test(val)) return val + "n";
		if (typeof val === "bigint") {
			if ("rawJSON" in JSON) return JSON.rawJSON(val.toString());
			return val.toString() + "n";
		}
		if (isFunctionReplacer) val = replacer.call(parent, key, val);
		if (val !== null && typeof val === "object") {
			if (val instanceof Number || val instanceof String || val instanceof Boolean) val = val.valueOf();
		}
		return val;
	};
	const rootProcessed = prepareVal({ "": rootValue }, "", rootValue);
	if (isUnstringifiable(rootProcessed)) return;
	const isRootPrimitive = rootProcessed === null || typeof rootProcessed !== "object";
	const isRootNativeRawJSON = isRawJSON(rootProcessed);
	if (isRootPrimitive || isRootNativeRawJSON) return originalStringify(rootProcessed);
	const chunks = [];
	let level = 0;
	const stack = [{
		parent: { "": rootProcessed },
		key: "",
		val: rootProcessed,
		isArray: Array.isArray(rootProcessed),
		keys: Array.isArray(rootProcessed) ? null : Object.keys(rootProcessed),
		index: 0,
		first: true
	}];
	const visited = new WeakSet([rootProcessed]);
	while (stack.length > 0) {
		const node = stack[stack.length - 1];
		if (node.index === 0) {
			chunks.push(node.isArray ? "[" : "{");
			level++;
		}
		let isDone = false;
		if (node.isArray) {
			if (node.index < node.val.length) {
				if (!node.first) chunks.push(",");
				if (space) chunks.push("\n" + space.repeat(level));
				const childRaw = node.val[node.index];
				const childVal = prepareVal(node.val, String(node.index), childRaw);
				if (isUnstringifiable(childVal)) {
					chunks.push("null");
					node.first = false;
					node.index++;
				} else {
					const isComplexObject = childVal !== null && typeof childVal === "object";
					const isNativeRaw = isRawJSON(childVal);
					if (isComplexObject && !isNativeRaw) {
						if (visited.has(childVal)) throw new TypeError("Converting circular structure to JSON");
						visited.add(childVal);
						stack.push({
							parent: node.val,
							key: String(node.index),
							val: childVal,
							isArray: Array.isArray(childVal),
							keys: Array.isArray(childVal) ? null : Object.keys(childVal),
							index: 0,
							first: true
						});
						node.first = false;
						node.index++;
					} else {
						chunks.push(originalStringify(childVal));
						node.first = false;
						node.index++;
					}
				}
			} else isDone = true;
		} else {
			while (node.index < node.keys.length) {
				const k = node.keys[node.index++];
				if (propertyList && !propertyList.has(k)) continue;
				const childRaw = node.val[k];
				const childVal = prepareVal(node.val, k, childRaw);
				if (isUnstringifiable(childVal)) continue;
				if (!node.first) chunks.push(",");
				if (space) chunks.push("\n" + space.repeat(level) + originalStringify(k) + ": ");
				else chunks.push(originalStringify(k) + ":");
				const isComplexObject = childVal !== null && typeof childVal === "object";
				const isNativeRaw = isRawJSON(childVal);
				if (isComplexObject && !isNativeRaw) {
					if (visited.has(childVal)) throw new TypeError("Converting circular structure to JSON");
					visited.add(childVal);
					stack.push({
						parent: node.val,
						key: k,
						val: childVal,
						isArray: Array.isArray(childVal),
						keys: Array.isArray(childVal) ? null : Object.keys(childVal),
						index: 0,
						first: true
					});
					node.first = false;
					break;
				} else {
					chunks.push(originalStringify(childVal));
					node.first = false;
				}
			}
			if (node.index >= node.keys.length && stack[stack.length - 1] === node) isDone = true;
		}
		if (isDone) {
			level--;
			if (!node.first && space) chunks.push("\n" + space.repeat(level));
			chunks.push(node.isArray ? "]" : "}");
			visited.delete(node.val);
			stack.pop();
		}
	}
	return chunks.join("");
};
/**
* Converts a JavaScript value to a JSON string.
*
* Supports serialization of BigInt values using two strategies:
* 1. Custom format "123n" → "123" (universal fallback)
* 2. Native JSON.rawJSON() (Node.js 22+, fastest) when available
*
* All other values are serialized exactly like native JSON.stringify().
*
* @param {*} value The value to convert to a JSON string.
* @param {Replacer | Array<string | number> | null} [replacer]
* A function that alters the behavior of the stringification process,
* or an array of strings/numbers to indicate properties to exclude.
* @param {string | number} [space]
* A string or number to specify indentation or pretty-printing.
* @returns {string} The JSON string representation.
*/
const JSONStringify = (value, replacer, space) => {
	try {
		if ("rawJSON" in JSON) return originalStringify(value, (key, val) => {
			if (typeof val === "bigint") return JSON.rawJSON(val.toString());
			if (typeof replacer === "function") return replacer(key, val);
			if (Array.isArray(replacer) && replacer.includes(key)) return val;
			return val;
		}, space);
		if (!value) return originalStringify(value, replacer, space);
		return originalStringify(value, (key, val) => {
			if (typeof val === "string" && noiseValue.test(val)) return val.toString() + "n";
			if (typeof val === "bigint") return val.toString() + "n";
			if (typeof replacer === "function") return replacer(key, val);
			if (Array.isArray(replacer) && replacer.includes(key)) return val;
			return val;
		}, space).replace(bigIntsStringify, "$1$2$3").replace(noiseStringify, "$1$2$3");
	} catch (error) {
		if (error instanceof RangeError) {
			const convertedJSON = stringifyIteratively(value, replacer, space);
			if (convertedJSON === void 0) return void 0;
			if ("rawJSON" in JSON) return convertedJSON;
			return convertedJSON.replace(bigIntsStringify, "$1$2$3").replace(noiseStringify, "$1$2$3");
		}
		throw error;
	}
};
const featureCache = /* @__PURE__ */ new Map();
/**
* Detects if the current JSON.parse implementation supports the context.source feature.
*
* Uses toString() fingerprinting to cache results and automatically detect runtime
* replacements of JSON.parse (polyfills, mocks, etc.).
*
* @returns {boolean} true if context.source is supported, false otherwise.
*/
const isContextSourceSupported = () => {
	const parseFingerprint = JSON.parse.toString();
	if (featureCache.has(parseFingerprint)) return featureCache.get(parseFingerprint);
	try {
		const result = JSON.parse("1", (_, __, context) => !!context?.source && context.source === "1");
		featureCache.set(parseFingerprint, result);
		return result;
	} catch {
		featureCache.set(parseFingerprint, false);
		return false;
	}
};
/**
* Reviver function that converts custom-format BigInt strings back to BigInt values.
* Also handles "noise" strings that accidentally match the BigInt format.
*
* @param {string | number | undefined} key The object key.
* @param {*} value The value being parsed.
* @param {object} [context] Parse context (if supported by JSON.parse).
* @param {Reviver} [userReviver] User's custom reviver function.
* @returns {any} The transformed value.
*/
const convertMarkedBigIntsReviver = (key, value, context, userReviver) => {
	if (typeof value === "string" && customFormat.test(value)) return BigInt(value.slice(0, -1));
	if (typeof value === "string" && noiseValue.test(value)) return value.slice(0, -1);
	if (!(typeof userReviver === "function")) return value;
	return userReviver(key, value, context);
};
/**
* Fast JSON.parse implementation (~2x faster than classic fallback).
* Uses JSON.parse's context.source feature to detect integers and convert
* large numbers directly to BigInt without string manipulation.
*
* Does not support legacy custom format from v1 of this library.
*
* @param {string} text JSON string to parse.
* @param {Reviver} [reviver] Transform function to apply to each value.
* @returns {any} Parsed JavaScript value.
*/
const JSONParseV2 = (text, reviver) => {
	return JSON.parse(text, (key, value, context) => {
		const isBigNumber = typeof value === "number" && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER);
		const isInt = context && intRegex.test(context.source);
		if (isBigNumber && isInt) return BigInt(context.source);
		if (!(typeof reviver === "function")) return value;
		return reviver(key, value, context);
	});
};
const MAX_INT = Number.MAX_SAFE_INTEGER.toString();
const MAX_DIGITS = MAX_INT.length;
const stringsOrLargeNumbers = /"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g;
const noiseValueWithQuotes = /^"-?\d+n+"$/;
/**
* Iteratively traverses the parsed object bottom-up (post-order),
* emulating the native JSON.parse reviver behavior.
* This avoids Call Stack overflows (RangeError) on deeply nested structures.
*
* @param {any} parsed The natively parsed JSON object.
* @param {Reviver} [userReviver] User's custom reviver function.
* @returns {any} The fully processed object.
*/
const applyReviverIteratively = (parsed, userReviver) => {
	const rootHolder = { "": parsed };
	const stack = [{
		parent: rootHolder,
		key: "",
		visited: false
	}];
	while (stack.length > 0) {
		const node = stack[stack.length - 1];
		if (!node.visited) {
			node.visited = true;
			const value = node.parent[node.key];
			if (value !== null && typeof value === "object") {
				const keys = Object.keys(value);
				for (let i = keys.length - 1; i >= 0; i--) stack.push({
					parent: value,
					key: keys[i],
					visited: false
				});
			}
		} else {
			const { parent, key } = node;
			let value = parent[key];
			if (typeof value === "string") {
				if (customFormat.test(value)) value = BigInt(value.slice(0, -1));
				else if (noiseValue.test(value)) value = value.slice(0, -1);
			}
			if (typeof userReviver === "function") value = userReviver.call(parent, key, value);
			if (value === void 0) delete parent[key];
			else parent[key] = value;
			stack.pop();
		}
	}
	return rootHolder[""];
};
/**
* Pre-processes the JSON string to mark large numbers with an 'n' suffix.
*
* @param {string} text The raw JSON string.
* @returns {string} The serialized string with marked BigInts.
*/
const serializeBigInts = (text) => {
	return text.replace(stringsOrLargeNumbers, (match, digits, fractional, exponential) => {
		const isString = match[0] === "\"";
		if (isString && noiseValueWithQuotes.test(match)) return match.substring(0, match.length - 1) + "n\"";
		const hasFractionalOrExponential = fractional || exponential;
		const isLessThanMaxSafeInt = digits && (digits.length < MAX_DIGITS || digits.length === MAX_DIGITS && digits <= MAX_INT);
		if (isString || hasFractionalOrExponential || isLessThanMaxSafeInt) return match;
		return "\"" + match + "n\"";
	});
};
/**
* Converts a JSON string into a JavaScript value.
*
* Supports parsing of large integers using two strategies:
* 1. Classic fallback: Marks large numbers with "123n" format, then converts to BigInt
* 2. Fast path (JSONParseV2): Uses context.source feature (~2x faster) when available
*
* All other JSON values are parsed exactly like native JSON.parse().
*
* @param {string} text A valid JSON string.
* @param {Reviver} [reviver]
* A function that transforms the results. This function is called for each member
* of the object. If a member contains nested objects, the nested objects are
* transformed before the parent object is.
* @returns {any} The parsed JavaScript value.
* @throws {SyntaxError} If text is not valid JSON.
*/
const JSONParse = (text, reviver) => {
	if (!text) return originalParse(text, reviver);
	try {
		if (isContextSourceSupported()) return JSONParseV2(text, reviver);
		const serializedData = serializeBigInts(text);
		return originalParse(serializedData, (key, value, context) => convertMarkedBigIntsReviver(key, value, context, reviver));
	} catch (error) {
		if (error instanceof RangeError) {
			const serializedData = serializeBigInts(text);
			const parsed = originalParse(serializedData);
			return applyReviverIteratively(parsed, reviver);
		}
		throw error;
	}
};
// node_modules/@octokit/request-error/dist-src/index.js
var RequestError = class extends Error {
	name;
	/**
	* http status code
	*/
	status;
	/**
	* Request options that lead to the error.
	*/
	request;
	/**
	* Response object if a response was received
	*/
	response;
	constructor(message, statusCode, options) {
		super(message, { cause: options.cause });
		this.name = "HttpError";
		this.status = Number.parseInt(statusCode);
		if (Number.isNaN(this.status)) this.status = 0;
		/* v8 ignore else -- @preserve -- Bug with vitest coverage where it sees an else branch that doesn't exist */
		if ("response" in options) this.response = options.response;
		const requestCopy = Object.assign({}, options.request);
		if (options.request.headers.authorization) requestCopy.headers = Object.assign({}, options.request.headers, { authorization: options.request.headers.authorization.replace(/(?<! ) .*$/, " [REDACTED]") });
		requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
		this.request = requestCopy;
	}
};
// node_modules/@octokit/request/dist-bundle/index.js
var defaults_default = { headers: { "user-agent": `octokit-request.js/10.0.16 ${getUserAgent()}` } };
function isPlainObject(value) {
	if (typeof value !== "object" || value === null) return false;
	if (Object.prototype.toString.call(value) !== "[object Object]") return false;
	const proto = Object.getPrototypeOf(value);
	if (proto === null) return true;
	const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
	return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
var noop$1 = () => "";
async function fetchWrapper(requestOptions) {
	const fetch = requestOptions.request?.fetch || globalThis.fetch;
	if (!fetch) throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");
	const log = requestOptions.request?.log || console;
	const parseSuccessResponseBody = requestOptions.request?.parseSuccessResponseBody !== false;
	const body = isPlainObject(requestOptions.body) || Array.isArray(requestOptions.body) ? JSONStringify(requestOptions.body) : requestOptions.body;
	const requestHeaders = Object.fromEntries(Object.entries(requestOptions.headers).map(([name, value]) => [name, String(value)]));
	let fetchResponse;
	try {
		fetchResponse = await fetch(requestOptions.url, {
			method: requestOptions.method,
			body,
			redirect: requestOptions.request?.redirect,
			headers: requestHeaders,
			signal: requestOptions.request?.signal,
			...requestOptions.body && { duplex: "half" }
		});
	} catch (error) {
		let message = "Unknown Error";
		if (error instanceof Error) {
			if (error.name === "AbortError") {
				error.status = 500;
				throw error;
			}
			message = error.message;
			if (error.name === "TypeError" && "cause" in error) {
				if (error.cause instanceof Error) message = error.cause.message;
				else if (typeof error.cause === "string") message = error.cause;
			}
		}
		const requestError = new RequestError(message, 500, { request: requestOptions });
		requestError.cause = error;
		throw requestError;
	}
	const status = fetchResponse.status;
	const url = fetchResponse.url;
	const responseHeaders = {};
	for (const [key, value] of fetchResponse.headers) responseHeaders[key] = value;
	const octokitResponse = {
		url,
		status,
		headers: responseHeaders,
		data: ""
	};
	if ("deprecation" in responseHeaders) {
		const matches = responseHeaders.link && responseHeaders.link.match(/<([^<>]+)>; rel="deprecation"/);
		const deprecationLink = matches && matches.pop();
		log.warn(`[@octokit/request] "${requestOptions.method} ${requestOptions.url}" is deprecated. It is scheduled to be removed on ${responseHeaders.sunset}${deprecationLink ? `. See ${deprecationLink}` : ""}`);
	}
	if (status === 204 || status === 205) return octokitResponse;
	if (requestOptions.method === "HEAD") {
		if (status < 400) return octokitResponse;
		throw new RequestError(fetchResponse.statusText, status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	if (status === 304) {
		octokitResponse.data = await getResponseData(fetchResponse);
		throw new RequestError("Not modified", status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	if (status >= 400) {
		octokitResponse.data = await getResponseData(fetchResponse);
		throw new RequestError(toErrorMessage(octokitResponse.data), status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	octokitResponse.data = parseSuccessResponseBody ? await getResponseData(fetchResponse) : fetchResponse.body;
	return octokitResponse;
}
async function getResponseData(response) {
	const contentType = response.headers.get("content-type");
	if (!contentType) return response.text().catch(noop$1);
	const mimetype = parse(contentType);
	if (isJSONResponse(mimetype)) {
		let text = "";
		try {
			text = await response.text();
			return JSONParse(text);
		} catch (err) {
			return text;
		}
	} else if (mimetype.type.startsWith("text/") || mimetype.parameters.charset?.toLowerCase() === "utf-8" && mimetype.type !== "application/octet-stream") return response.text().catch(noop$1);
	else return response.arrayBuffer().catch(
		/* v8 ignore next -- @preserve */
		() => /* @__PURE__ */ new ArrayBuffer(0)
	);
}
function isJSONResponse(mimetype) {
	return mimetype.type === "application/json" || mimetype.type === "application/scim+json";
}
function toErrorMessage(data) {
	if (typeof data === "string") return data;
	if (data instanceof ArrayBuffer) return "Unknown error";
	if (typeof data === "object" && data !== null && "message" in data) {
		const objectData = data;
		const suffix = "documentation_url" in objectData ? ` - ${objectData.documentation_url}` : "";
		return Array.isArray(objectData.errors) ? `${objectData.message}: ${objectData.errors.map((v) => JSON.stringify(v)).join(", ")}${suffix}` : `${objectData.message}${suffix}`;
	}
	return `Unknown error: ${JSON.stringify(data)}`;
}
function withDefaults$1(oldEndpoint, newDefaults) {
	const endpoint2 = oldEndpoint.defaults(newDefaults);
	const newApi = function(route, parameters) {
		const endpointOptions = endpoint2.merge(route, parameters);
		if (!endpointOptions.request || !endpointOptions.request.hook) return fetchWrapper(endpoint2.parse(endpointOptions));
		const request2 = (route2, parameters2) => {
			return fetchWrapper(endpoint2.parse(endpoint2.merge(route2, parameters2)));
		};
		Object.assign(request2, {
			endpoint: endpoint2,
			defaults: withDefaults$1.bind(null, endpoint2)
		});
		return endpointOptions.request.hook(request2, endpointOptions);
	};
	return Object.assign(newApi, {
		endpoint: endpoint2,
		defaults: withDefaults$1.bind(null, endpoint2)
	});
}
var request = withDefaults$1(endpoint, defaults_default);
/* v8 ignore next -- @preserve */
/* v8 ignore else -- @preserve */
// node_modules/@octokit/graphql/dist-bundle/index.js
var VERSION$5 = "0.0.0-development";
function _buildMessageForResponseErrors(data) {
	return `Request failed due to following response errors:
` + data.errors.map((e) => ` - ${e.message}`).join("\n");
}
var GraphqlResponseError = class extends Error {
	constructor(request2, headers, response) {
		super(_buildMessageForResponseErrors(response));
		this.request = request2;
		this.headers = headers;
		this.response = response;
		this.errors = response.errors;
		this.data = response.data;
		if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
	}
	request;
	headers;
	response;
	name = "GraphqlResponseError";
	errors;
	data;
};
var NON_VARIABLE_OPTIONS = [
	"method",
	"baseUrl",
	"url",
	"headers",
	"request",
	"query",
	"mediaType",
	"operationName"
];
var FORBIDDEN_VARIABLE_OPTIONS = [
	"query",
	"method",
	"url"
];
var GHES_V3_SUFFIX_REGEX = /\/api\/v3\/?$/;
function graphql(request2, query, options) {
	if (options) {
		if (typeof query === "string" && "query" in options) return Promise.reject(/* @__PURE__ */ new Error(`[@octokit/graphql] "query" cannot be used as variable name`));
		for (const key in options) {
			if (!FORBIDDEN_VARIABLE_OPTIONS.includes(key)) continue;
			return Promise.reject(/* @__PURE__ */ new Error(`[@octokit/graphql] "${key}" cannot be used as variable name`));
		}
	}
	const parsedOptions = typeof query === "string" ? Object.assign({ query }, options) : query;
	const requestOptions = Object.keys(parsedOptions).reduce((result, key) => {
		if (NON_VARIABLE_OPTIONS.includes(key)) {
			result[key] = parsedOptions[key];
			return result;
		}
		if (!result.variables) result.variables = {};
		result.variables[key] = parsedOptions[key];
		return result;
	}, {});
	const baseUrl = parsedOptions.baseUrl || request2.endpoint.DEFAULTS.baseUrl;
	if (GHES_V3_SUFFIX_REGEX.test(baseUrl)) requestOptions.url = baseUrl.replace(GHES_V3_SUFFIX_REGEX, "/api/graphql");
	return request2(requestOptions).then((response) => {
		if (response.data.errors) {
			const headers = {};
			for (const key of Object.keys(response.headers)) headers[key] = response.headers[key];
			throw new GraphqlResponseError(requestOptions, headers, response.data);
		}
		return response.data.data;
	});
}
function withDefaults(request2, newDefaults) {
	const newRequest = request2.defaults(newDefaults);
	const newApi = (query, options) => {
		return graphql(newRequest, query, options);
	};
	return Object.assign(newApi, {
		defaults: withDefaults.bind(null, newRequest),
		endpoint: newRequest.endpoint
	});
}
withDefaults(request, {
	headers: { "user-agent": `octokit-graphql.js/${VERSION$5} ${getUserAgent()}` },
	method: "POST",
	url: "/graphql"
});
function withCustomRequest(customRequest) {
	return withDefaults(customRequest, {
		method: "POST",
		url: "/graphql"
	});
}
/* v8 ignore if -- @preserve */
// node_modules/@octokit/auth-token/dist-bundle/index.js
var b64url = "(?:[a-zA-Z0-9_-]+)";
var sep = "\\.";
var jwtRE = new RegExp(`^${b64url}${sep}${b64url}${sep}${b64url}$`);
var isJWT = jwtRE.test.bind(jwtRE);
async function auth(token) {
	const isApp = isJWT(token);
	const isInstallation = token.startsWith("v1.") || token.startsWith("ghs_");
	const isUserToServer = token.startsWith("ghu_");
	return {
		type: "token",
		token,
		tokenType: isApp ? "app" : isInstallation ? "installation" : isUserToServer ? "user-to-server" : "oauth"
	};
}
function withAuthorizationPrefix(token) {
	if (token.split(/\./).length === 3) return `bearer ${token}`;
	return `token ${token}`;
}
async function hook(token, request, route, parameters) {
	const endpoint = request.endpoint.merge(route, parameters);
	endpoint.headers.authorization = withAuthorizationPrefix(token);
	return request(endpoint);
}
var createTokenAuth = function createTokenAuth2(token) {
	if (!token) throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");
	if (typeof token !== "string") throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");
	token = token.replace(/^(token|bearer) +/i, "");
	return Object.assign(auth.bind(null, token), { hook: hook.bind(null, token) });
};
// node_modules/@octokit/core/dist-src/version.js
const VERSION$4 = "7.0.8";
// node_modules/@octokit/core/dist-src/index.js
const noop = () => {};
const consoleWarn = console.warn.bind(console);
const consoleError = console.error.bind(console);
function createLogger(logger = {}) {
	if (typeof logger.debug !== "function") logger.debug = noop;
	if (typeof logger.info !== "function") logger.info = noop;
	if (typeof logger.warn !== "function") logger.warn = consoleWarn;
	if (typeof logger.error !== "function") logger.error = consoleError;
	return logger;
}
const userAgentTrail = `octokit-core.js/${VERSION$4} ${getUserAgent()}`;
var Octokit$1 = class {
	static VERSION = VERSION$4;
	static defaults(defaults) {
		const OctokitWithDefaults = class extends this {
			constructor(...args) {
				const options = args[0] || {};
				if (typeof defaults === "function") {
					super(defaults(options));
					return;
				}
				super(Object.assign({}, defaults, options, options.userAgent && defaults.userAgent ? { userAgent: `${options.userAgent} ${defaults.userAgent}` } : null));
			}
		};
		return OctokitWithDefaults;
	}
	static plugins = [];
	/**
	* Attach a plugin (or many) to your Octokit instance.
	*
	* @example
	* const API = Octokit.plugin(plugin1, plugin2, plugin3, ...)
	*/
	static plugin(...newPlugins) {
		const currentPlugins = this.plugins;
		const NewOctokit = class extends this {
			static plugins = currentPlugins.concat(newPlugins.filter((plugin) => !currentPlugins.includes(plugin)));
		};
		return NewOctokit;
	}
	constructor(options = {}) {
		const hook = new before_after_hook_default.Collection();
		const requestDefaults = {
			baseUrl: request.endpoint.DEFAULTS.baseUrl,
			headers: {},
			request: Object.assign({}, options.request, { hook: hook.bind(null, "request") }),
			mediaType: {
				previews: [],
				format: ""
			}
		};
		requestDefaults.headers["user-agent"] = options.userAgent ? `${options.userAgent} ${userAgentTrail}` : userAgentTrail;
		if (options.baseUrl) requestDefaults.baseUrl = options.baseUrl;
		if (options.previews) requestDefaults.mediaType.previews = options.previews;
		if (options.timeZone) requestDefaults.headers["time-zone"] = options.timeZone;
		this.request = request.defaults(requestDefaults);
		this.graphql = withCustomRequest(this.request).defaults(requestDefaults);
		this.log = createLogger(options.log);
		this.hook = hook;
		if (!options.authStrategy) {
			if (!options.auth) this.auth = async () => ({ type: "unauthenticated" });
			else {
				const auth = createTokenAuth(options.auth);
				hook.wrap("request", auth.hook);
				this.auth = auth;
			}
		} else {
			const { authStrategy, ...otherOptions } = options;
			const auth = authStrategy(Object.assign({
				request: this.request,
				log: this.log,
				octokit: this,
				octokitOptions: otherOptions
			}, options.auth));
			hook.wrap("request", auth.hook);
			this.auth = auth;
		}
		const classConstructor = this.constructor;
		for (let i = 0; i < classConstructor.plugins.length; ++i) Object.assign(this, classConstructor.plugins[i](this, options));
	}
	request;
	graphql;
	log;
	hook;
	auth;
};
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/version.js
const VERSION$3 = "17.0.0";
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/generated/endpoints.js
var endpoints_default = {
	actions: {
		addCustomLabelsToSelfHostedRunnerForOrg: ["POST /orgs/{org}/actions/runners/{runner_id}/labels"],
		addCustomLabelsToSelfHostedRunnerForRepo: ["POST /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		addRepoAccessToSelfHostedRunnerGroupInOrg: ["PUT /orgs/{org}/actions/runner-groups/{runner_group_id}/repositories/{repository_id}"],
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"],
		addSelectedRepoToOrgVariable: ["PUT /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"],
		approveWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/approve"],
		cancelWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel"],
		createEnvironmentVariable: ["POST /repos/{owner}/{repo}/environments/{environment_name}/variables"],
		createHostedRunnerForOrg: ["POST /orgs/{org}/actions/hosted-runners"],
		createOrUpdateEnvironmentSecret: ["PUT /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		createOrgVariable: ["POST /orgs/{org}/actions/variables"],
		createRegistrationTokenForOrg: ["POST /orgs/{org}/actions/runners/registration-token"],
		createRegistrationTokenForRepo: ["POST /repos/{owner}/{repo}/actions/runners/registration-token"],
		createRemoveTokenForOrg: ["POST /orgs/{org}/actions/runners/remove-token"],
		createRemoveTokenForRepo: ["POST /repos/{owner}/{repo}/actions/runners/remove-token"],
		createRepoVariable: ["POST /repos/{owner}/{repo}/actions/variables"],
		createWorkflowDispatch: ["POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
		deleteActionsCacheById: ["DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}"],
		deleteActionsCacheByKey: ["DELETE /repos/{owner}/{repo}/actions/caches{?key,ref}"],
		deleteArtifact: ["DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"],
		deleteCustomImageFromOrg: ["DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"],
		deleteCustomImageVersionFromOrg: ["DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"],
		deleteEnvironmentSecret: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		deleteEnvironmentVariable: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		deleteHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/actions/secrets/{secret_name}"],
		deleteOrgVariable: ["DELETE /orgs/{org}/actions/variables/{name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		deleteRepoVariable: ["DELETE /repos/{owner}/{repo}/actions/variables/{name}"],
		deleteSelfHostedRunnerFromOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}"],
		deleteSelfHostedRunnerFromRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}"],
		deleteWorkflowRun: ["DELETE /repos/{owner}/{repo}/actions/runs/{run_id}"],
		deleteWorkflowRunLogs: ["DELETE /repos/{owner}/{repo}/actions/runs/{run_id}/logs"],
		disableSelectedRepositoryGithubActionsOrganization: ["DELETE /orgs/{org}/actions/permissions/repositories/{repository_id}"],
		disableWorkflow: ["PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable"],
		downloadArtifact: ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}"],
		downloadJobLogsForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs"],
		downloadWorkflowRunAttemptLogs: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/logs"],
		downloadWorkflowRunLogs: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs"],
		enableSelectedRepositoryGithubActionsOrganization: ["PUT /orgs/{org}/actions/permissions/repositories/{repository_id}"],
		enableWorkflow: ["PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable"],
		forceCancelWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel"],
		generateRunnerJitconfigForOrg: ["POST /orgs/{org}/actions/runners/generate-jitconfig"],
		generateRunnerJitconfigForRepo: ["POST /repos/{owner}/{repo}/actions/runners/generate-jitconfig"],
		getActionsCacheList: ["GET /repos/{owner}/{repo}/actions/caches"],
		getActionsCacheUsage: ["GET /repos/{owner}/{repo}/actions/cache/usage"],
		getActionsCacheUsageByRepoForOrg: ["GET /orgs/{org}/actions/cache/usage-by-repository"],
		getActionsCacheUsageForOrg: ["GET /orgs/{org}/actions/cache/usage"],
		getAllowedActionsOrganization: ["GET /orgs/{org}/actions/permissions/selected-actions"],
		getAllowedActionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions/selected-actions"],
		getArtifact: ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"],
		getCustomImageForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"],
		getCustomImageVersionForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"],
		getCustomOidcSubClaimForRepo: ["GET /repos/{owner}/{repo}/actions/oidc/customization/sub"],
		getEnvironmentPublicKey: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key"],
		getEnvironmentSecret: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		getEnvironmentVariable: ["GET /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		getGithubActionsDefaultWorkflowPermissionsOrganization: ["GET /orgs/{org}/actions/permissions/workflow"],
		getGithubActionsDefaultWorkflowPermissionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions/workflow"],
		getGithubActionsPermissionsOrganization: ["GET /orgs/{org}/actions/permissions"],
		getGithubActionsPermissionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions"],
		getHostedRunnerForOrg: ["GET /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		getHostedRunnersGithubOwnedImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/github-owned"],
		getHostedRunnersLimitsForOrg: ["GET /orgs/{org}/actions/hosted-runners/limits"],
		getHostedRunnersMachineSpecsForOrg: ["GET /orgs/{org}/actions/hosted-runners/machine-sizes"],
		getHostedRunnersPartnerImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/partner"],
		getHostedRunnersPlatformsForOrg: ["GET /orgs/{org}/actions/hosted-runners/platforms"],
		getJobForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/jobs/{job_id}"],
		getOrgPublicKey: ["GET /orgs/{org}/actions/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/actions/secrets/{secret_name}"],
		getOrgVariable: ["GET /orgs/{org}/actions/variables/{name}"],
		getPendingDeploymentsForRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"],
		getRepoPermissions: [
			"GET /repos/{owner}/{repo}/actions/permissions",
			{},
			{ renamed: ["actions", "getGithubActionsPermissionsRepository"] }
		],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/actions/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		getRepoVariable: ["GET /repos/{owner}/{repo}/actions/variables/{name}"],
		getReviewsForRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals"],
		getSelfHostedRunnerForOrg: ["GET /orgs/{org}/actions/runners/{runner_id}"],
		getSelfHostedRunnerForRepo: ["GET /repos/{owner}/{repo}/actions/runners/{runner_id}"],
		getWorkflow: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}"],
		getWorkflowAccessToRepository: ["GET /repos/{owner}/{repo}/actions/permissions/access"],
		getWorkflowRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}"],
		getWorkflowRunAttempt: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}"],
		getWorkflowRunUsage: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/timing"],
		getWorkflowUsage: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/timing"],
		listArtifactsForRepo: ["GET /repos/{owner}/{repo}/actions/artifacts"],
		listCustomImageVersionsForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions"],
		listCustomImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom"],
		listEnvironmentSecrets: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets"],
		listEnvironmentVariables: ["GET /repos/{owner}/{repo}/environments/{environment_name}/variables"],
		listGithubHostedRunnersInGroupForOrg: ["GET /orgs/{org}/actions/runner-groups/{runner_group_id}/hosted-runners"],
		listHostedRunnersForOrg: ["GET /orgs/{org}/actions/hosted-runners"],
		listJobsForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs"],
		listJobsForWorkflowRunAttempt: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs"],
		listLabelsForSelfHostedRunnerForOrg: ["GET /orgs/{org}/actions/runners/{runner_id}/labels"],
		listLabelsForSelfHostedRunnerForRepo: ["GET /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		listOrgSecrets: ["GET /orgs/{org}/actions/secrets"],
		listOrgVariables: ["GET /orgs/{org}/actions/variables"],
		listRepoOrganizationSecrets: ["GET /repos/{owner}/{repo}/actions/organization-secrets"],
		listRepoOrganizationVariables: ["GET /repos/{owner}/{repo}/actions/organization-variables"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/actions/secrets"],
		listRepoVariables: ["GET /repos/{owner}/{repo}/actions/variables"],
		listRepoWorkflows: ["GET /repos/{owner}/{repo}/actions/workflows"],
		listRunnerApplicationsForOrg: ["GET /orgs/{org}/actions/runners/downloads"],
		listRunnerApplicationsForRepo: ["GET /repos/{owner}/{repo}/actions/runners/downloads"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/actions/secrets/{secret_name}/repositories"],
		listSelectedReposForOrgVariable: ["GET /orgs/{org}/actions/variables/{name}/repositories"],
		listSelectedRepositoriesEnabledGithubActionsOrganization: ["GET /orgs/{org}/actions/permissions/repositories"],
		listSelfHostedRunnersForOrg: ["GET /orgs/{org}/actions/runners"],
		listSelfHostedRunnersForRepo: ["GET /repos/{owner}/{repo}/actions/runners"],
		listWorkflowRunArtifacts: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"],
		listWorkflowRuns: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"],
		listWorkflowRunsForRepo: ["GET /repos/{owner}/{repo}/actions/runs"],
		reRunJobForWorkflowRun: ["POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun"],
		reRunWorkflow: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun"],
		reRunWorkflowFailedJobs: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs"],
		removeAllCustomLabelsFromSelfHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}/labels"],
		removeAllCustomLabelsFromSelfHostedRunnerForRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		removeCustomLabelFromSelfHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}/labels/{name}"],
		removeCustomLabelFromSelfHostedRunnerForRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels/{name}"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"],
		removeSelectedRepoFromOrgVariable: ["DELETE /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"],
		reviewCustomGatesForRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule"],
		reviewPendingDeploymentsForRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"],
		setAllowedActionsOrganization: ["PUT /orgs/{org}/actions/permissions/selected-actions"],
		setAllowedActionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/selected-actions"],
		setCustomLabelsForSelfHostedRunnerForOrg: ["PUT /orgs/{org}/actions/runners/{runner_id}/labels"],
		setCustomLabelsForSelfHostedRunnerForRepo: ["PUT /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		setCustomOidcSubClaimForRepo: ["PUT /repos/{owner}/{repo}/actions/oidc/customization/sub"],
		setGithubActionsDefaultWorkflowPermissionsOrganization: ["PUT /orgs/{org}/actions/permissions/workflow"],
		setGithubActionsDefaultWorkflowPermissionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/workflow"],
		setGithubActionsPermissionsOrganization: ["PUT /orgs/{org}/actions/permissions"],
		setGithubActionsPermissionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}/repositories"],
		setSelectedReposForOrgVariable: ["PUT /orgs/{org}/actions/variables/{name}/repositories"],
		setSelectedRepositoriesEnabledGithubActionsOrganization: ["PUT /orgs/{org}/actions/permissions/repositories"],
		setWorkflowAccessToRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/access"],
		updateEnvironmentVariable: ["PATCH /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		updateHostedRunnerForOrg: ["PATCH /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		updateOrgVariable: ["PATCH /orgs/{org}/actions/variables/{name}"],
		updateRepoVariable: ["PATCH /repos/{owner}/{repo}/actions/variables/{name}"]
	},
	activity: {
		checkRepoIsStarredByAuthenticatedUser: ["GET /user/starred/{owner}/{repo}"],
		deleteRepoSubscription: ["DELETE /repos/{owner}/{repo}/subscription"],
		deleteThreadSubscription: ["DELETE /notifications/threads/{thread_id}/subscription"],
		getFeeds: ["GET /feeds"],
		getRepoSubscription: ["GET /repos/{owner}/{repo}/subscription"],
		getThread: ["GET /notifications/threads/{thread_id}"],
		getThreadSubscriptionForAuthenticatedUser: ["GET /notifications/threads/{thread_id}/subscription"],
		listEventsForAuthenticatedUser: ["GET /users/{username}/events"],
		listNotificationsForAuthenticatedUser: ["GET /notifications"],
		listOrgEventsForAuthenticatedUser: ["GET /users/{username}/events/orgs/{org}"],
		listPublicEvents: ["GET /events"],
		listPublicEventsForRepoNetwork: ["GET /networks/{owner}/{repo}/events"],
		listPublicEventsForUser: ["GET /users/{username}/events/public"],
		listPublicOrgEvents: ["GET /orgs/{org}/events"],
		listReceivedEventsForUser: ["GET /users/{username}/received_events"],
		listReceivedPublicEventsForUser: ["GET /users/{username}/received_events/public"],
		listRepoEvents: ["GET /repos/{owner}/{repo}/events"],
		listRepoNotificationsForAuthenticatedUser: ["GET /repos/{owner}/{repo}/notifications"],
		listReposStarredByAuthenticatedUser: ["GET /user/starred"],
		listReposStarredByUser: ["GET /users/{username}/starred"],
		listReposWatchedByUser: ["GET /users/{username}/subscriptions"],
		listStargazersForRepo: ["GET /repos/{owner}/{repo}/stargazers"],
		listWatchedReposForAuthenticatedUser: ["GET /user/subscriptions"],
		listWatchersForRepo: ["GET /repos/{owner}/{repo}/subscribers"],
		markNotificationsAsRead: ["PUT /notifications"],
		markRepoNotificationsAsRead: ["PUT /repos/{owner}/{repo}/notifications"],
		markThreadAsDone: ["DELETE /notifications/threads/{thread_id}"],
		markThreadAsRead: ["PATCH /notifications/threads/{thread_id}"],
		setRepoSubscription: ["PUT /repos/{owner}/{repo}/subscription"],
		setThreadSubscription: ["PUT /notifications/threads/{thread_id}/subscription"],
		starRepoForAuthenticatedUser: ["PUT /user/starred/{owner}/{repo}"],
		unstarRepoForAuthenticatedUser: ["DELETE /user/starred/{owner}/{repo}"]
	},
	apps: {
		addRepoToInstallation: [
			"PUT /user/installations/{installation_id}/repositories/{repository_id}",
			{},
			{ renamed: ["apps", "addRepoToInstallationForAuthenticatedUser"] }
		],
		addRepoToInstallationForAuthenticatedUser: ["PUT /user/installations/{installation_id}/repositories/{repository_id}"],
		checkToken: ["POST /applications/{client_id}/token"],
		createFromManifest: ["POST /app-manifests/{code}/conversions"],
		createInstallationAccessToken: ["POST /app/installations/{installation_id}/access_tokens"],
		deleteAuthorization: ["DELETE /applications/{client_id}/grant"],
		deleteInstallation: ["DELETE /app/installations/{installation_id}"],
		deleteToken: ["DELETE /applications/{client_id}/token"],
		getAuthenticated: ["GET /app"],
		getBySlug: ["GET /apps/{app_slug}"],
		getInstallation: ["GET /app/installations/{installation_id}"],
		getOrgInstallation: ["GET /orgs/{org}/installation"],
		getRepoInstallation: ["GET /repos/{owner}/{repo}/installation"],
		getSubscriptionPlanForAccount: ["GET /marketplace_listing/accounts/{account_id}"],
		getSubscriptionPlanForAccountStubbed: ["GET /marketplace_listing/stubbed/accounts/{account_id}"],
		getUserInstallation: ["GET /users/{username}/installation"],
		getWebhookConfigForApp: ["GET /app/hook/config"],
		getWebhookDelivery: ["GET /app/hook/deliveries/{delivery_id}"],
		listAccountsForPlan: ["GET /marketplace_listing/plans/{plan_id}/accounts"],
		listAccountsForPlanStubbed: ["GET /marketplace_listing/stubbed/plans/{plan_id}/accounts"],
		listInstallationReposForAuthenticatedUser: ["GET /user/installations/{installation_id}/repositories"],
		listInstallationRequestsForAuthenticatedApp: ["GET /app/installation-requests"],
		listInstallations: ["GET /app/installations"],
		listInstallationsForAuthenticatedUser: ["GET /user/installations"],
		listPlans: ["GET /marketplace_listing/plans"],
		listPlansStubbed: ["GET /marketplace_listing/stubbed/plans"],
		listReposAccessibleToInstallation: ["GET /installation/repositories"],
		listSubscriptionsForAuthenticatedUser: ["GET /user/marketplace_purchases"],
		listSubscriptionsForAuthenticatedUserStubbed: ["GET /user/marketplace_purchases/stubbed"],
		listWebhookDeliveries: ["GET /app/hook/deliveries"],
		redeliverWebhookDelivery: ["POST /app/hook/deliveries/{delivery_id}/attempts"],
		removeRepoFromInstallation: [
			"DELETE /user/installations/{installation_id}/repositories/{repository_id}",
			{},
			{ renamed: ["apps", "removeRepoFromInstallationForAuthenticatedUser"] }
		],
		removeRepoFromInstallationForAuthenticatedUser: ["DELETE /user/installations/{installation_id}/repositories/{repository_id}"],
		resetToken: ["PATCH /applications/{client_id}/token"],
		revokeInstallationAccessToken: ["DELETE /installation/token"],
		scopeToken: ["POST /applications/{client_id}/token/scoped"],
		suspendInstallation: ["PUT /app/installations/{installation_id}/suspended"],
		unsuspendInstallation: ["DELETE /app/installations/{installation_id}/suspended"],
		updateWebhookConfigForApp: ["PATCH /app/hook/config"]
	},
	billing: {
		getGithubActionsBillingOrg: ["GET /orgs/{org}/settings/billing/actions"],
		getGithubActionsBillingUser: ["GET /users/{username}/settings/billing/actions"],
		getGithubBillingPremiumRequestUsageReportOrg: ["GET /organizations/{org}/settings/billing/premium_request/usage"],
		getGithubBillingPremiumRequestUsageReportUser: ["GET /users/{username}/settings/billing/premium_request/usage"],
		getGithubBillingUsageReportOrg: ["GET /organizations/{org}/settings/billing/usage"],
		getGithubBillingUsageReportUser: ["GET /users/{username}/settings/billing/usage"],
		getGithubPackagesBillingOrg: ["GET /orgs/{org}/settings/billing/packages"],
		getGithubPackagesBillingUser: ["GET /users/{username}/settings/billing/packages"],
		getSharedStorageBillingOrg: ["GET /orgs/{org}/settings/billing/shared-storage"],
		getSharedStorageBillingUser: ["GET /users/{username}/settings/billing/shared-storage"]
	},
	campaigns: {
		createCampaign: ["POST /orgs/{org}/campaigns"],
		deleteCampaign: ["DELETE /orgs/{org}/campaigns/{campaign_number}"],
		getCampaignSummary: ["GET /orgs/{org}/campaigns/{campaign_number}"],
		listOrgCampaigns: ["GET /orgs/{org}/campaigns"],
		updateCampaign: ["PATCH /orgs/{org}/campaigns/{campaign_number}"]
	},
	checks: {
		create: ["POST /repos/{owner}/{repo}/check-runs"],
		createSuite: ["POST /repos/{owner}/{repo}/check-suites"],
		get: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}"],
		getSuite: ["GET /repos/{owner}/{repo}/check-suites/{check_suite_id}"],
		listAnnotations: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations"],
		listForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-runs"],
		listForSuite: ["GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs"],
		listSuitesForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-suites"],
		rerequestRun: ["POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest"],
		rerequestSuite: ["POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest"],
		setSuitesPreferences: ["PATCH /repos/{owner}/{repo}/check-suites/preferences"],
		update: ["PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}"]
	},
	codeScanning: {
		commitAutofix: ["POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix/commits"],
		createAutofix: ["POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"],
		createVariantAnalysis: ["POST /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses"],
		deleteAnalysis: ["DELETE /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}{?confirm_delete}"],
		deleteCodeqlDatabase: ["DELETE /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"],
		getAlert: [
			"GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}",
			{},
			{ renamedParameters: { alert_id: "alert_number" } }
		],
		getAnalysis: ["GET /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}"],
		getAutofix: ["GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"],
		getCodeqlDatabase: ["GET /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"],
		getDefaultSetup: ["GET /repos/{owner}/{repo}/code-scanning/default-setup"],
		getSarif: ["GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}"],
		getVariantAnalysis: ["GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}"],
		getVariantAnalysisRepoTask: ["GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}/repos/{repo_owner}/{repo_name}"],
		listAlertInstances: ["GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances"],
		listAlertsForOrg: ["GET /orgs/{org}/code-scanning/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/code-scanning/alerts"],
		listAlertsInstances: [
			"GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances",
			{},
			{ renamed: ["codeScanning", "listAlertInstances"] }
		],
		listCodeqlDatabases: ["GET /repos/{owner}/{repo}/code-scanning/codeql/databases"],
		listRecentAnalyses: ["GET /repos/{owner}/{repo}/code-scanning/analyses"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}"],
		updateDefaultSetup: ["PATCH /repos/{owner}/{repo}/code-scanning/default-setup"],
		uploadSarif: ["POST /repos/{owner}/{repo}/code-scanning/sarifs"]
	},
	codeSecurity: {
		attachConfiguration: ["POST /orgs/{org}/code-security/configurations/{configuration_id}/attach"],
		attachEnterpriseConfiguration: ["POST /enterprises/{enterprise}/code-security/configurations/{configuration_id}/attach"],
		createConfiguration: ["POST /orgs/{org}/code-security/configurations"],
		createConfigurationForEnterprise: ["POST /enterprises/{enterprise}/code-security/configurations"],
		deleteConfiguration: ["DELETE /orgs/{org}/code-security/configurations/{configuration_id}"],
		deleteConfigurationForEnterprise: ["DELETE /enterprises/{enterprise}/code-security/configurations/{configuration_id}"],
		detachConfiguration: ["DELETE /orgs/{org}/code-security/configurations/detach"],
		getConfiguration: ["GET /orgs/{org}/code-security/configurations/{configuration_id}"],
		getConfigurationForRepository: ["GET /repos/{owner}/{repo}/code-security-configuration"],
		getConfigurationsForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations"],
		getConfigurationsForOrg: ["GET /orgs/{org}/code-security/configurations"],
		getDefaultConfigurations: ["GET /orgs/{org}/code-security/configurations/defaults"],
		getDefaultConfigurationsForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations/defaults"],
		getRepositoriesForConfiguration: ["GET /orgs/{org}/code-security/configurations/{configuration_id}/repositories"],
		getRepositoriesForEnterpriseConfiguration: ["GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}/repositories"],
		getSingleConfigurationForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}"],
		setConfigurationAsDefault: ["PUT /orgs/{org}/code-security/configurations/{configuration_id}/defaults"],
		setConfigurationAsDefaultForEnterprise: ["PUT /enterprises/{enterprise}/code-security/configurations/{configuration_id}/defaults"],
		updateConfiguration: ["PATCH /orgs/{org}/code-security/configurations/{configuration_id}"],
		updateEnterpriseConfiguration: ["PATCH /enterprises/{enterprise}/code-security/configurations/{configuration_id}"]
	},
	codesOfConduct: {
		getAllCodesOfConduct: ["GET /codes_of_conduct"],
		getConductCode: ["GET /codes_of_conduct/{key}"]
	},
	codespaces: {
		addRepositoryForSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		checkPermissionsForDevcontainer: ["GET /repos/{owner}/{repo}/codespaces/permissions_check"],
		codespaceMachinesForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}/machines"],
		createForAuthenticatedUser: ["POST /user/codespaces"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		createOrUpdateSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}"],
		createWithPrForAuthenticatedUser: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces"],
		createWithRepoForAuthenticatedUser: ["POST /repos/{owner}/{repo}/codespaces"],
		deleteForAuthenticatedUser: ["DELETE /user/codespaces/{codespace_name}"],
		deleteFromOrganization: ["DELETE /orgs/{org}/members/{username}/codespaces/{codespace_name}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/codespaces/secrets/{secret_name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		deleteSecretForAuthenticatedUser: ["DELETE /user/codespaces/secrets/{secret_name}"],
		exportForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/exports"],
		getCodespacesForUserInOrg: ["GET /orgs/{org}/members/{username}/codespaces"],
		getExportDetailsForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}/exports/{export_id}"],
		getForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}"],
		getOrgPublicKey: ["GET /orgs/{org}/codespaces/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/codespaces/secrets/{secret_name}"],
		getPublicKeyForAuthenticatedUser: ["GET /user/codespaces/secrets/public-key"],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/codespaces/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		getSecretForAuthenticatedUser: ["GET /user/codespaces/secrets/{secret_name}"],
		listDevcontainersInRepositoryForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/devcontainers"],
		listForAuthenticatedUser: ["GET /user/codespaces"],
		listInOrganization: [
			"GET /orgs/{org}/codespaces",
			{},
			{ renamedParameters: { org_id: "org" } }
		],
		listInRepositoryForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces"],
		listOrgSecrets: ["GET /orgs/{org}/codespaces/secrets"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/codespaces/secrets"],
		listRepositoriesForSecretForAuthenticatedUser: ["GET /user/codespaces/secrets/{secret_name}/repositories"],
		listSecretsForAuthenticatedUser: ["GET /user/codespaces/secrets"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/codespaces/secrets/{secret_name}/repositories"],
		preFlightWithRepoForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/new"],
		publishForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/publish"],
		removeRepositoryForSecretForAuthenticatedUser: ["DELETE /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		repoMachinesForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/machines"],
		setRepositoriesForSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}/repositories"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories"],
		startForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/start"],
		stopForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/stop"],
		stopInOrganization: ["POST /orgs/{org}/members/{username}/codespaces/{codespace_name}/stop"],
		updateForAuthenticatedUser: ["PATCH /user/codespaces/{codespace_name}"]
	},
	copilot: {
		addCopilotSeatsForTeams: ["POST /orgs/{org}/copilot/billing/selected_teams"],
		addCopilotSeatsForUsers: ["POST /orgs/{org}/copilot/billing/selected_users"],
		cancelCopilotSeatAssignmentForTeams: ["DELETE /orgs/{org}/copilot/billing/selected_teams"],
		cancelCopilotSeatAssignmentForUsers: ["DELETE /orgs/{org}/copilot/billing/selected_users"],
		copilotMetricsForOrganization: ["GET /orgs/{org}/copilot/metrics"],
		copilotMetricsForTeam: ["GET /orgs/{org}/team/{team_slug}/copilot/metrics"],
		getCopilotOrganizationDetails: ["GET /orgs/{org}/copilot/billing"],
		getCopilotSeatDetailsForUser: ["GET /orgs/{org}/members/{username}/copilot"],
		listCopilotSeats: ["GET /orgs/{org}/copilot/billing/seats"]
	},
	credentials: { revoke: ["POST /credentials/revoke"] },
	dependabot: {
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/dependabot/secrets/{secret_name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		getAlert: ["GET /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"],
		getOrgPublicKey: ["GET /orgs/{org}/dependabot/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/dependabot/secrets/{secret_name}"],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/dependabot/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		listAlertsForEnterprise: ["GET /enterprises/{enterprise}/dependabot/alerts"],
		listAlertsForOrg: ["GET /orgs/{org}/dependabot/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/dependabot/alerts"],
		listOrgSecrets: ["GET /orgs/{org}/dependabot/secrets"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/dependabot/secrets"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/dependabot/secrets/{secret_name}/repositories"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"],
		repositoryAccessForOrg: ["GET /organizations/{org}/dependabot/repository-access"],
		setRepositoryAccessDefaultLevel: ["PUT /organizations/{org}/dependabot/repository-access/default-level"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"],
		updateRepositoryAccessForOrg: ["PATCH /organizations/{org}/dependabot/repository-access"]
	},
	dependencyGraph: {
		createRepositorySnapshot: ["POST /repos/{owner}/{repo}/dependency-graph/snapshots"],
		diffRange: ["GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}"],
		exportSbom: ["GET /repos/{owner}/{repo}/dependency-graph/sbom"]
	},
	emojis: { get: ["GET /emojis"] },
	enterpriseTeamMemberships: {
		add: ["PUT /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"],
		bulkAdd: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/add"],
		bulkRemove: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/remove"],
		get: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"],
		list: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships"],
		remove: ["DELETE /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"]
	},
	enterpriseTeamOrganizations: {
		add: ["PUT /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		bulkAdd: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/add"],
		bulkRemove: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/remove"],
		delete: ["DELETE /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		getAssignment: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		getAssignments: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations"]
	},
	enterpriseTeams: {
		create: ["POST /enterprises/{enterprise}/teams"],
		delete: ["DELETE /enterprises/{enterprise}/teams/{team_slug}"],
		get: ["GET /enterprises/{enterprise}/teams/{team_slug}"],
		list: ["GET /enterprises/{enterprise}/teams"],
		update: ["PATCH /enterprises/{enterprise}/teams/{team_slug}"]
	},
	gists: {
		checkIsStarred: ["GET /gists/{gist_id}/star"],
		create: ["POST /gists"],
		createComment: ["POST /gists/{gist_id}/comments"],
		delete: ["DELETE /gists/{gist_id}"],
		deleteComment: ["DELETE /gists/{gist_id}/comments/{comment_id}"],
		fork: ["POST /gists/{gist_id}/forks"],
		get: ["GET /gists/{gist_id}"],
		getComment: ["GET /gists/{gist_id}/comments/{comment_id}"],
		getRevision: ["GET /gists/{gist_id}/{sha}"],
		list: ["GET /gists"],
		listComments: ["GET /gists/{gist_id}/comments"],
		listCommits: ["GET /gists/{gist_id}/commits"],
		listForUser: ["GET /users/{username}/gists"],
		listForks: ["GET /gists/{gist_id}/forks"],
		listPublic: ["GET /gists/public"],
		listStarred: ["GET /gists/starred"],
		star: ["PUT /gists/{gist_id}/star"],
		unstar: ["DELETE /gists/{gist_id}/star"],
		update: ["PATCH /gists/{gist_id}"],
		updateComment: ["PATCH /gists/{gist_id}/comments/{comment_id}"]
	},
	git: {
		createBlob: ["POST /repos/{owner}/{repo}/git/blobs"],
		createCommit: ["POST /repos/{owner}/{repo}/git/commits"],
		createRef: ["POST /repos/{owner}/{repo}/git/refs"],
		createTag: ["POST /repos/{owner}/{repo}/git/tags"],
		createTree: ["POST /repos/{owner}/{repo}/git/trees"],
		deleteRef: ["DELETE /repos/{owner}/{repo}/git/refs/{ref}"],
		getBlob: ["GET /repos/{owner}/{repo}/git/blobs/{file_sha}"],
		getCommit: ["GET /repos/{owner}/{repo}/git/commits/{commit_sha}"],
		getRef: ["GET /repos/{owner}/{repo}/git/ref/{ref}"],
		getTag: ["GET /repos/{owner}/{repo}/git/tags/{tag_sha}"],
		getTree: ["GET /repos/{owner}/{repo}/git/trees/{tree_sha}"],
		listMatchingRefs: ["GET /repos/{owner}/{repo}/git/matching-refs/{ref}"],
		updateRef: ["PATCH /repos/{owner}/{repo}/git/refs/{ref}"]
	},
	gitignore: {
		getAllTemplates: ["GET /gitignore/templates"],
		getTemplate: ["GET /gitignore/templates/{name}"]
	},
	hostedCompute: {
		createNetworkConfigurationForOrg: ["POST /orgs/{org}/settings/network-configurations"],
		deleteNetworkConfigurationFromOrg: ["DELETE /orgs/{org}/settings/network-configurations/{network_configuration_id}"],
		getNetworkConfigurationForOrg: ["GET /orgs/{org}/settings/network-configurations/{network_configuration_id}"],
		getNetworkSettingsForOrg: ["GET /orgs/{org}/settings/network-settings/{network_settings_id}"],
		listNetworkConfigurationsForOrg: ["GET /orgs/{org}/settings/network-configurations"],
		updateNetworkConfigurationForOrg: ["PATCH /orgs/{org}/settings/network-configurations/{network_configuration_id}"]
	},
	interactions: {
		getRestrictionsForAuthenticatedUser: ["GET /user/interaction-limits"],
		getRestrictionsForOrg: ["GET /orgs/{org}/interaction-limits"],
		getRestrictionsForRepo: ["GET /repos/{owner}/{repo}/interaction-limits"],
		getRestrictionsForYourPublicRepos: [
			"GET /user/interaction-limits",
			{},
			{ renamed: ["interactions", "getRestrictionsForAuthenticatedUser"] }
		],
		removeRestrictionsForAuthenticatedUser: ["DELETE /user/interaction-limits"],
		removeRestrictionsForOrg: ["DELETE /orgs/{org}/interaction-limits"],
		removeRestrictionsForRepo: ["DELETE /repos/{owner}/{repo}/interaction-limits"],
		removeRestrictionsForYourPublicRepos: [
			"DELETE /user/interaction-limits",
			{},
			{ renamed: ["interactions", "removeRestrictionsForAuthenticatedUser"] }
		],
		setRestrictionsForAuthenticatedUser: ["PUT /user/interaction-limits"],
		setRestrictionsForOrg: ["PUT /orgs/{org}/interaction-limits"],
		setRestrictionsForRepo: ["PUT /repos/{owner}/{repo}/interaction-limits"],
		setRestrictionsForYourPublicRepos: [
			"PUT /user/interaction-limits",
			{},
			{ renamed: ["interactions", "setRestrictionsForAuthenticatedUser"] }
		]
	},
	issues: {
		addAssignees: ["POST /repos/{owner}/{repo}/issues/{issue_number}/assignees"],
		addBlockedByDependency: ["POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"],
		addLabels: ["POST /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		addSubIssue: ["POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"],
		checkUserCanBeAssigned: ["GET /repos/{owner}/{repo}/assignees/{assignee}"],
		checkUserCanBeAssignedToIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/assignees/{assignee}"],
		create: ["POST /repos/{owner}/{repo}/issues"],
		createComment: ["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"],
		createLabel: ["POST /repos/{owner}/{repo}/labels"],
		createMilestone: ["POST /repos/{owner}/{repo}/milestones"],
		deleteComment: ["DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		deleteLabel: ["DELETE /repos/{owner}/{repo}/labels/{name}"],
		deleteMilestone: ["DELETE /repos/{owner}/{repo}/milestones/{milestone_number}"],
		get: ["GET /repos/{owner}/{repo}/issues/{issue_number}"],
		getComment: ["GET /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		getEvent: ["GET /repos/{owner}/{repo}/issues/events/{event_id}"],
		getLabel: ["GET /repos/{owner}/{repo}/labels/{name}"],
		getMilestone: ["GET /repos/{owner}/{repo}/milestones/{milestone_number}"],
		getParent: ["GET /repos/{owner}/{repo}/issues/{issue_number}/parent"],
		list: ["GET /issues"],
		listAssignees: ["GET /repos/{owner}/{repo}/assignees"],
		listComments: ["GET /repos/{owner}/{repo}/issues/{issue_number}/comments"],
		listCommentsForRepo: ["GET /repos/{owner}/{repo}/issues/comments"],
		listDependenciesBlockedBy: ["GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"],
		listDependenciesBlocking: ["GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocking"],
		listEvents: ["GET /repos/{owner}/{repo}/issues/{issue_number}/events"],
		listEventsForRepo: ["GET /repos/{owner}/{repo}/issues/events"],
		listEventsForTimeline: ["GET /repos/{owner}/{repo}/issues/{issue_number}/timeline"],
		listForAuthenticatedUser: ["GET /user/issues"],
		listForOrg: ["GET /orgs/{org}/issues"],
		listForRepo: ["GET /repos/{owner}/{repo}/issues"],
		listLabelsForMilestone: ["GET /repos/{owner}/{repo}/milestones/{milestone_number}/labels"],
		listLabelsForRepo: ["GET /repos/{owner}/{repo}/labels"],
		listLabelsOnIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		listMilestones: ["GET /repos/{owner}/{repo}/milestones"],
		listSubIssues: ["GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"],
		lock: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/lock"],
		removeAllLabels: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		removeAssignees: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees"],
		removeDependencyBlockedBy: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by/{issue_id}"],
		removeLabel: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}"],
		removeSubIssue: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue"],
		reprioritizeSubIssue: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority"],
		setLabels: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		unlock: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock"],
		update: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
		updateComment: ["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		updateLabel: ["PATCH /repos/{owner}/{repo}/labels/{name}"],
		updateMilestone: ["PATCH /repos/{owner}/{repo}/milestones/{milestone_number}"]
	},
	licenses: {
		get: ["GET /licenses/{license}"],
		getAllCommonlyUsed: ["GET /licenses"],
		getForRepo: ["GET /repos/{owner}/{repo}/license"]
	},
	markdown: {
		render: ["POST /markdown"],
		renderRaw: ["POST /markdown/raw", { headers: { "content-type": "text/plain; charset=utf-8" } }]
	},
	meta: {
		get: ["GET /meta"],
		getAllVersions: ["GET /versions"],
		getOctocat: ["GET /octocat"],
		getZen: ["GET /zen"],
		root: ["GET /"]
	},
	migrations: {
		deleteArchiveForAuthenticatedUser: ["DELETE /user/migrations/{migration_id}/archive"],
		deleteArchiveForOrg: ["DELETE /orgs/{org}/migrations/{migration_id}/archive"],
		downloadArchiveForOrg: ["GET /orgs/{org}/migrations/{migration_id}/archive"],
		getArchiveForAuthenticatedUser: ["GET /user/migrations/{migration_id}/archive"],
		getStatusForAuthenticatedUser: ["GET /user/migrations/{migration_id}"],
		getStatusForOrg: ["GET /orgs/{org}/migrations/{migration_id}"],
		listForAuthenticatedUser: ["GET /user/migrations"],
		listForOrg: ["GET /orgs/{org}/migrations"],
		listReposForAuthenticatedUser: ["GET /user/migrations/{migration_id}/repositories"],
		listReposForOrg: ["GET /orgs/{org}/migrations/{migration_id}/repositories"],
		listReposForUser: [
			"GET /user/migrations/{migration_id}/repositories",
			{},
			{ renamed: ["migrations", "listReposForAuthenticatedUser"] }
		],
		startForAuthenticatedUser: ["POST /user/migrations"],
		startForOrg: ["POST /orgs/{org}/migrations"],
		unlockRepoForAuthenticatedUser: ["DELETE /user/migrations/{migration_id}/repos/{repo_name}/lock"],
		unlockRepoForOrg: ["DELETE /orgs/{org}/migrations/{migration_id}/repos/{repo_name}/lock"]
	},
	oidc: {
		getOidcCustomSubTemplateForOrg: ["GET /orgs/{org}/actions/oidc/customization/sub"],
		updateOidcCustomSubTemplateForOrg: ["PUT /orgs/{org}/actions/oidc/customization/sub"]
	},
	orgs: {
		addSecurityManagerTeam: [
			"PUT /orgs/{org}/security-managers/teams/{team_slug}",
			{},
			{ deprecated: "octokit.rest.orgs.addSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#add-a-security-manager-team" }
		],
		assignTeamToOrgRole: ["PUT /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"],
		assignUserToOrgRole: ["PUT /orgs/{org}/organization-roles/users/{username}/{role_id}"],
		blockUser: ["PUT /orgs/{org}/blocks/{username}"],
		cancelInvitation: ["DELETE /orgs/{org}/invitations/{invitation_id}"],
		checkBlockedUser: ["GET /orgs/{org}/blocks/{username}"],
		checkMembershipForUser: ["GET /orgs/{org}/members/{username}"],
		checkPublicMembershipForUser: ["GET /orgs/{org}/public_members/{username}"],
		convertMemberToOutsideCollaborator: ["PUT /orgs/{org}/outside_collaborators/{username}"],
		createArtifactStorageRecord: ["POST /orgs/{org}/artifacts/metadata/storage-record"],
		createInvitation: ["POST /orgs/{org}/invitations"],
		createIssueType: ["POST /orgs/{org}/issue-types"],
		createWebhook: ["POST /orgs/{org}/hooks"],
		customPropertiesForOrgsCreateOrUpdateOrganizationValues: ["PATCH /organizations/{org}/org-properties/values"],
		customPropertiesForOrgsGetOrganizationValues: ["GET /organizations/{org}/org-properties/values"],
		customPropertiesForReposCreateOrUpdateOrganizationDefinition: ["PUT /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposCreateOrUpdateOrganizationDefinitions: ["PATCH /orgs/{org}/properties/schema"],
		customPropertiesForReposCreateOrUpdateOrganizationValues: ["PATCH /orgs/{org}/properties/values"],
		customPropertiesForReposDeleteOrganizationDefinition: ["DELETE /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposGetOrganizationDefinition: ["GET /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposGetOrganizationDefinitions: ["GET /orgs/{org}/properties/schema"],
		customPropertiesForReposGetOrganizationValues: ["GET /orgs/{org}/properties/values"],
		delete: ["DELETE /orgs/{org}"],
		deleteAttestationsBulk: ["POST /orgs/{org}/attestations/delete-request"],
		deleteAttestationsById: ["DELETE /orgs/{org}/attestations/{attestation_id}"],
		deleteAttestationsBySubjectDigest: ["DELETE /orgs/{org}/attestations/digest/{subject_digest}"],
		deleteIssueType: ["DELETE /orgs/{org}/issue-types/{issue_type_id}"],
		deleteWebhook: ["DELETE /orgs/{org}/hooks/{hook_id}"],
		disableSelectedRepositoryImmutableReleasesOrganization: ["DELETE /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"],
		enableSelectedRepositoryImmutableReleasesOrganization: ["PUT /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"],
		get: ["GET /orgs/{org}"],
		getImmutableReleasesSettings: ["GET /orgs/{org}/settings/immutable-releases"],
		getImmutableReleasesSettingsRepositories: ["GET /orgs/{org}/settings/immutable-releases/repositories"],
		getMembershipForAuthenticatedUser: ["GET /user/memberships/orgs/{org}"],
		getMembershipForUser: ["GET /orgs/{org}/memberships/{username}"],
		getOrgRole: ["GET /orgs/{org}/organization-roles/{role_id}"],
		getOrgRulesetHistory: ["GET /orgs/{org}/rulesets/{ruleset_id}/history"],
		getOrgRulesetVersion: ["GET /orgs/{org}/rulesets/{ruleset_id}/history/{version_id}"],
		getWebhook: ["GET /orgs/{org}/hooks/{hook_id}"],
		getWebhookConfigForOrg: ["GET /orgs/{org}/hooks/{hook_id}/config"],
		getWebhookDelivery: ["GET /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}"],
		list: ["GET /organizations"],
		listAppInstallations: ["GET /orgs/{org}/installations"],
		listArtifactStorageRecords: ["GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records"],
		listAttestationRepositories: ["GET /orgs/{org}/attestations/repositories"],
		listAttestations: ["GET /orgs/{org}/attestations/{subject_digest}"],
		listAttestationsBulk: ["POST /orgs/{org}/attestations/bulk-list{?per_page,before,after}"],
		listBlockedUsers: ["GET /orgs/{org}/blocks"],
		listFailedInvitations: ["GET /orgs/{org}/failed_invitations"],
		listForAuthenticatedUser: ["GET /user/orgs"],
		listForUser: ["GET /users/{username}/orgs"],
		listInvitationTeams: ["GET /orgs/{org}/invitations/{invitation_id}/teams"],
		listIssueTypes: ["GET /orgs/{org}/issue-types"],
		listMembers: ["GET /orgs/{org}/members"],
		listMembershipsForAuthenticatedUser: ["GET /user/memberships/orgs"],
		listOrgRoleTeams: ["GET /orgs/{org}/organization-roles/{role_id}/teams"],
		listOrgRoleUsers: ["GET /orgs/{org}/organization-roles/{role_id}/users"],
		listOrgRoles: ["GET /orgs/{org}/organization-roles"],
		listOrganizationFineGrainedPermissions: ["GET /orgs/{org}/organization-fine-grained-permissions"],
		listOutsideCollaborators: ["GET /orgs/{org}/outside_collaborators"],
		listPatGrantRepositories: ["GET /orgs/{org}/personal-access-tokens/{pat_id}/repositories"],
		listPatGrantRequestRepositories: ["GET /orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories"],
		listPatGrantRequests: ["GET /orgs/{org}/personal-access-token-requests"],
		listPatGrants: ["GET /orgs/{org}/personal-access-tokens"],
		listPendingInvitations: ["GET /orgs/{org}/invitations"],
		listPublicMembers: ["GET /orgs/{org}/public_members"],
		listSecurityManagerTeams: [
			"GET /orgs/{org}/security-managers",
			{},
			{ deprecated: "octokit.rest.orgs.listSecurityManagerTeams() is deprecated, see https://docs.github.com/rest/orgs/security-managers#list-security-manager-teams" }
		],
		listWebhookDeliveries: ["GET /orgs/{org}/hooks/{hook_id}/deliveries"],
		listWebhooks: ["GET /orgs/{org}/hooks"],
		pingWebhook: ["POST /orgs/{org}/hooks/{hook_id}/pings"],
		redeliverWebhookDelivery: ["POST /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"],
		removeMember: ["DELETE /orgs/{org}/members/{username}"],
		removeMembershipForUser: ["DELETE /orgs/{org}/memberships/{username}"],
		removeOutsideCollaborator: ["DELETE /orgs/{org}/outside_collaborators/{username}"],
		removePublicMembershipForAuthenticatedUser: ["DELETE /orgs/{org}/public_members/{username}"],
		removeSecurityManagerTeam: [
			"DELETE /orgs/{org}/security-managers/teams/{team_slug}",
			{},
			{ deprecated: "octokit.rest.orgs.removeSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#remove-a-security-manager-team" }
		],
		reviewPatGrantRequest: ["POST /orgs/{org}/personal-access-token-requests/{pat_request_id}"],
		reviewPatGrantRequestsInBulk: ["POST /orgs/{org}/personal-access-token-requests"],
		revokeAllOrgRolesTeam: ["DELETE /orgs/{org}/organization-roles/teams/{team_slug}"],
		revokeAllOrgRolesUser: ["DELETE /orgs/{org}/organization-roles/users/{username}"],
		revokeOrgRoleTeam: ["DELETE /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"],
		revokeOrgRoleUser: ["DELETE /orgs/{org}/organization-roles/users/{username}/{role_id}"],
		setImmutableReleasesSettings: ["PUT /orgs/{org}/settings/immutable-releases"],
		setImmutableReleasesSettingsRepositories: ["PUT /orgs/{org}/settings/immutable-releases/repositories"],
		setMembershipForUser: ["PUT /orgs/{org}/memberships/{username}"],
		setPublicMembershipForAuthenticatedUser: ["PUT /orgs/{org}/public_members/{username}"],
		unblockUser: ["DELETE /orgs/{org}/blocks/{username}"],
		update: ["PATCH /orgs/{org}"],
		updateIssueType: ["PUT /orgs/{org}/issue-types/{issue_type_id}"],
		updateMembershipForAuthenticatedUser: ["PATCH /user/memberships/orgs/{org}"],
		updatePatAccess: ["POST /orgs/{org}/personal-access-tokens/{pat_id}"],
		updatePatAccesses: ["POST /orgs/{org}/personal-access-tokens"],
		updateWebhook: ["PATCH /orgs/{org}/hooks/{hook_id}"],
		updateWebhookConfigForOrg: ["PATCH /orgs/{org}/hooks/{hook_id}/config"]
	},
	packages: {
		deletePackageForAuthenticatedUser: ["DELETE /user/packages/{package_type}/{package_name}"],
		deletePackageForOrg: ["DELETE /orgs/{org}/packages/{package_type}/{package_name}"],
		deletePackageForUser: ["DELETE /users/{username}/packages/{package_type}/{package_name}"],
		deletePackageVersionForAuthenticatedUser: ["DELETE /user/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		deletePackageVersionForOrg: ["DELETE /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		deletePackageVersionForUser: ["DELETE /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getAllPackageVersionsForAPackageOwnedByAnOrg: [
			"GET /orgs/{org}/packages/{package_type}/{package_name}/versions",
			{},
			{ renamed: ["packages", "getAllPackageVersionsForPackageOwnedByOrg"] }
		],
		getAllPackageVersionsForAPackageOwnedByTheAuthenticatedUser: [
			"GET /user/packages/{package_type}/{package_name}/versions",
			{},
			{ renamed: ["packages", "getAllPackageVersionsForPackageOwnedByAuthenticatedUser"] }
		],
		getAllPackageVersionsForPackageOwnedByAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}/versions"],
		getAllPackageVersionsForPackageOwnedByOrg: ["GET /orgs/{org}/packages/{package_type}/{package_name}/versions"],
		getAllPackageVersionsForPackageOwnedByUser: ["GET /users/{username}/packages/{package_type}/{package_name}/versions"],
		getPackageForAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}"],
		getPackageForOrganization: ["GET /orgs/{org}/packages/{package_type}/{package_name}"],
		getPackageForUser: ["GET /users/{username}/packages/{package_type}/{package_name}"],
		getPackageVersionForAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getPackageVersionForOrganization: ["GET /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getPackageVersionForUser: ["GET /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		listDockerMigrationConflictingPackagesForAuthenticatedUser: ["GET /user/docker/conflicts"],
		listDockerMigrationConflictingPackagesForOrganization: ["GET /orgs/{org}/docker/conflicts"],
		listDockerMigrationConflictingPackagesForUser: ["GET /users/{username}/docker/conflicts"],
		listPackagesForAuthenticatedUser: ["GET /user/packages"],
		listPackagesForOrganization: ["GET /orgs/{org}/packages"],
		listPackagesForUser: ["GET /users/{username}/packages"],
		restorePackageForAuthenticatedUser: ["POST /user/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageForOrg: ["POST /orgs/{org}/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageForUser: ["POST /users/{username}/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageVersionForAuthenticatedUser: ["POST /user/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"],
		restorePackageVersionForOrg: ["POST /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"],
		restorePackageVersionForUser: ["POST /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"]
	},
	privateRegistries: {
		createOrgPrivateRegistry: ["POST /orgs/{org}/private-registries"],
		deleteOrgPrivateRegistry: ["DELETE /orgs/{org}/private-registries/{secret_name}"],
		getOrgPrivateRegistry: ["GET /orgs/{org}/private-registries/{secret_name}"],
		getOrgPublicKey: ["GET /orgs/{org}/private-registries/public-key"],
		listOrgPrivateRegistries: ["GET /orgs/{org}/private-registries"],
		updateOrgPrivateRegistry: ["PATCH /orgs/{org}/private-registries/{secret_name}"]
	},
	projects: {
		addItemForOrg: ["POST /orgs/{org}/projectsV2/{project_number}/items"],
		addItemForUser: ["POST /users/{username}/projectsV2/{project_number}/items"],
		deleteItemForOrg: ["DELETE /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		deleteItemForUser: ["DELETE /users/{username}/projectsV2/{project_number}/items/{item_id}"],
		getFieldForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/fields/{field_id}"],
		getFieldForUser: ["GET /users/{username}/projectsV2/{project_number}/fields/{field_id}"],
		getForOrg: ["GET /orgs/{org}/projectsV2/{project_number}"],
		getForUser: ["GET /users/{username}/projectsV2/{project_number}"],
		getOrgItem: ["GET /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		getUserItem: ["GET /users/{username}/projectsV2/{project_number}/items/{item_id}"],
		listFieldsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/fields"],
		listFieldsForUser: ["GET /users/{username}/projectsV2/{project_number}/fields"],
		listForOrg: ["GET /orgs/{org}/projectsV2"],
		listForUser: ["GET /users/{username}/projectsV2"],
		listItemsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/items"],
		listItemsForUser: ["GET /users/{username}/projectsV2/{project_number}/items"],
		updateItemForOrg: ["PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		updateItemForUser: ["PATCH /users/{username}/projectsV2/{project_number}/items/{item_id}"]
	},
	pulls: {
		checkIfMerged: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
		create: ["POST /repos/{owner}/{repo}/pulls"],
		createReplyForReviewComment: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies"],
		createReview: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
		createReviewComment: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/comments"],
		deletePendingReview: ["DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		deleteReviewComment: ["DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}"],
		dismissReview: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals"],
		get: ["GET /repos/{owner}/{repo}/pulls/{pull_number}"],
		getReview: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		getReviewComment: ["GET /repos/{owner}/{repo}/pulls/comments/{comment_id}"],
		list: ["GET /repos/{owner}/{repo}/pulls"],
		listCommentsForReview: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments"],
		listCommits: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/commits"],
		listFiles: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
		listRequestedReviewers: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		listReviewComments: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/comments"],
		listReviewCommentsForRepo: ["GET /repos/{owner}/{repo}/pulls/comments"],
		listReviews: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
		merge: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
		removeRequestedReviewers: ["DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		requestReviewers: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		submitReview: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events"],
		update: ["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
		updateBranch: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch"],
		updateReview: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		updateReviewComment: ["PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}"]
	},
	rateLimit: { get: ["GET /rate_limit"] },
	reactions: {
		createForCommitComment: ["POST /repos/{owner}/{repo}/comments/{comment_id}/reactions"],
		createForIssue: ["POST /repos/{owner}/{repo}/issues/{issue_number}/reactions"],
		createForIssueComment: ["POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"],
		createForPullRequestReviewComment: ["POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"],
		createForRelease: ["POST /repos/{owner}/{repo}/releases/{release_id}/reactions"],
		createForTeamDiscussionCommentInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"],
		createForTeamDiscussionInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"],
		deleteForCommitComment: ["DELETE /repos/{owner}/{repo}/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForIssue: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}"],
		deleteForIssueComment: ["DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForPullRequestComment: ["DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForRelease: ["DELETE /repos/{owner}/{repo}/releases/{release_id}/reactions/{reaction_id}"],
		deleteForTeamDiscussion: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions/{reaction_id}"],
		deleteForTeamDiscussionComment: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions/{reaction_id}"],
		listForCommitComment: ["GET /repos/{owner}/{repo}/comments/{comment_id}/reactions"],
		listForIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/reactions"],
		listForIssueComment: ["GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"],
		listForPullRequestReviewComment: ["GET /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"],
		listForRelease: ["GET /repos/{owner}/{repo}/releases/{release_id}/reactions"],
		listForTeamDiscussionCommentInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"],
		listForTeamDiscussionInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"]
	},
	repos: {
		acceptInvitation: [
			"PATCH /user/repository_invitations/{invitation_id}",
			{},
			{ renamed: ["repos", "acceptInvitationForAuthenticatedUser"] }
		],
		acceptInvitationForAuthenticatedUser: ["PATCH /user/repository_invitations/{invitation_id}"],
		addAppAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		addCollaborator: ["PUT /repos/{owner}/{repo}/collaborators/{username}"],
		addStatusCheckContexts: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		addTeamAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		addUserAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		cancelPagesDeployment: ["POST /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}/cancel"],
		checkAutomatedSecurityFixes: ["GET /repos/{owner}/{repo}/automated-security-fixes"],
		checkCollaborator: ["GET /repos/{owner}/{repo}/collaborators/{username}"],
		checkImmutableReleases: ["GET /repos/{owner}/{repo}/immutable-releases"],
		checkPrivateVulnerabilityReporting: ["GET /repos/{owner}/{repo}/private-vulnerability-reporting"],
		checkVulnerabilityAlerts: ["GET /repos/{owner}/{repo}/vulnerability-alerts"],
		codeownersErrors: ["GET /repos/{owner}/{repo}/codeowners/errors"],
		compareCommits: ["GET /repos/{owner}/{repo}/compare/{base}...{head}"],
		compareCommitsWithBasehead: ["GET /repos/{owner}/{repo}/compare/{basehead}"],
		createAttestation: ["POST /repos/{owner}/{repo}/attestations"],
		createAutolink: ["POST /repos/{owner}/{repo}/autolinks"],
		createCommitComment: ["POST /repos/{owner}/{repo}/commits/{commit_sha}/comments"],
		createCommitSignatureProtection: ["POST /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		createCommitStatus: ["POST /repos/{owner}/{repo}/statuses/{sha}"],
		createDeployKey: ["POST /repos/{owner}/{repo}/keys"],
		createDeployment: ["POST /repos/{owner}/{repo}/deployments"],
		createDeploymentBranchPolicy: ["POST /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"],
		createDeploymentProtectionRule: ["POST /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"],
		createDeploymentStatus: ["POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"],
		createDispatchEvent: ["POST /repos/{owner}/{repo}/dispatches"],
		createForAuthenticatedUser: ["POST /user/repos"],
		createFork: ["POST /repos/{owner}/{repo}/forks"],
		createInOrg: ["POST /orgs/{org}/repos"],
		createOrUpdateEnvironment: ["PUT /repos/{owner}/{repo}/environments/{environment_name}"],
		createOrUpdateFileContents: ["PUT /repos/{owner}/{repo}/contents/{path}"],
		createOrgRuleset: ["POST /orgs/{org}/rulesets"],
		createPagesDeployment: ["POST /repos/{owner}/{repo}/pages/deployments"],
		createPagesSite: ["POST /repos/{owner}/{repo}/pages"],
		createRelease: ["POST /repos/{owner}/{repo}/releases"],
		createRepoRuleset: ["POST /repos/{owner}/{repo}/rulesets"],
		createUsingTemplate: ["POST /repos/{template_owner}/{template_repo}/generate"],
		createWebhook: ["POST /repos/{owner}/{repo}/hooks"],
		customPropertiesForReposCreateOrUpdateRepositoryValues: ["PATCH /repos/{owner}/{repo}/properties/values"],
		customPropertiesForReposGetRepositoryValues: ["GET /repos/{owner}/{repo}/properties/values"],
		declineInvitation: [
			"DELETE /user/repository_invitations/{invitation_id}",
			{},
			{ renamed: ["repos", "declineInvitationForAuthenticatedUser"] }
		],
		declineInvitationForAuthenticatedUser: ["DELETE /user/repository_invitations/{invitation_id}"],
		delete: ["DELETE /repos/{owner}/{repo}"],
		deleteAccessRestrictions: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"],
		deleteAdminBranchProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		deleteAnEnvironment: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}"],
		deleteAutolink: ["DELETE /repos/{owner}/{repo}/autolinks/{autolink_id}"],
		deleteBranchProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection"],
		deleteCommitComment: ["DELETE /repos/{owner}/{repo}/comments/{comment_id}"],
		deleteCommitSignatureProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		deleteDeployKey: ["DELETE /repos/{owner}/{repo}/keys/{key_id}"],
		deleteDeployment: ["DELETE /repos/{owner}/{repo}/deployments/{deployment_id}"],
		deleteDeploymentBranchPolicy: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		deleteFile: ["DELETE /repos/{owner}/{repo}/contents/{path}"],
		deleteInvitation: ["DELETE /repos/{owner}/{repo}/invitations/{invitation_id}"],
		deleteOrgRuleset: ["DELETE /orgs/{org}/rulesets/{ruleset_id}"],
		deletePagesSite: ["DELETE /repos/{owner}/{repo}/pages"],
		deletePullRequestReviewProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		deleteRelease: ["DELETE /repos/{owner}/{repo}/releases/{release_id}"],
		deleteReleaseAsset: ["DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		deleteRepoRuleset: ["DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		deleteWebhook: ["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
		disableAutomatedSecurityFixes: ["DELETE /repos/{owner}/{repo}/automated-security-fixes"],
		disableDeploymentProtectionRule: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"],
		disableImmutableReleases: ["DELETE /repos/{owner}/{repo}/immutable-releases"],
		disablePrivateVulnerabilityReporting: ["DELETE /repos/{owner}/{repo}/private-vulnerability-reporting"],
		disableVulnerabilityAlerts: ["DELETE /repos/{owner}/{repo}/vulnerability-alerts"],
		downloadArchive: [
			"GET /repos/{owner}/{repo}/zipball/{ref}",
			{},
			{ renamed: ["repos", "downloadZipballArchive"] }
		],
		downloadTarballArchive: ["GET /repos/{owner}/{repo}/tarball/{ref}"],
		downloadZipballArchive: ["GET /repos/{owner}/{repo}/zipball/{ref}"],
		enableAutomatedSecurityFixes: ["PUT /repos/{owner}/{repo}/automated-security-fixes"],
		enableImmutableReleases: ["PUT /repos/{owner}/{repo}/immutable-releases"],
		enablePrivateVulnerabilityReporting: ["PUT /repos/{owner}/{repo}/private-vulnerability-reporting"],
		enableVulnerabilityAlerts: ["PUT /repos/{owner}/{repo}/vulnerability-alerts"],
		generateReleaseNotes: ["POST /repos/{owner}/{repo}/releases/generate-notes"],
		get: ["GET /repos/{owner}/{repo}"],
		getAccessRestrictions: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"],
		getAdminBranchProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		getAllDeploymentProtectionRules: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"],
		getAllEnvironments: ["GET /repos/{owner}/{repo}/environments"],
		getAllStatusCheckContexts: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts"],
		getAllTopics: ["GET /repos/{owner}/{repo}/topics"],
		getAppsWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps"],
		getAutolink: ["GET /repos/{owner}/{repo}/autolinks/{autolink_id}"],
		getBranch: ["GET /repos/{owner}/{repo}/branches/{branch}"],
		getBranchProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection"],
		getBranchRules: ["GET /repos/{owner}/{repo}/rules/branches/{branch}"],
		getClones: ["GET /repos/{owner}/{repo}/traffic/clones"],
		getCodeFrequencyStats: ["GET /repos/{owner}/{repo}/stats/code_frequency"],
		getCollaboratorPermissionLevel: ["GET /repos/{owner}/{repo}/collaborators/{username}/permission"],
		getCombinedStatusForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/status"],
		getCommit: ["GET /repos/{owner}/{repo}/commits/{ref}"],
		getCommitActivityStats: ["GET /repos/{owner}/{repo}/stats/commit_activity"],
		getCommitComment: ["GET /repos/{owner}/{repo}/comments/{comment_id}"],
		getCommitSignatureProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		getCommunityProfileMetrics: ["GET /repos/{owner}/{repo}/community/profile"],
		getContent: ["GET /repos/{owner}/{repo}/contents/{path}"],
		getContributorsStats: ["GET /repos/{owner}/{repo}/stats/contributors"],
		getCustomDeploymentProtectionRule: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"],
		getDeployKey: ["GET /repos/{owner}/{repo}/keys/{key_id}"],
		getDeployment: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}"],
		getDeploymentBranchPolicy: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		getDeploymentStatus: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}"],
		getEnvironment: ["GET /repos/{owner}/{repo}/environments/{environment_name}"],
		getLatestPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/latest"],
		getLatestRelease: ["GET /repos/{owner}/{repo}/releases/latest"],
		getOrgRuleSuite: ["GET /orgs/{org}/rulesets/rule-suites/{rule_suite_id}"],
		getOrgRuleSuites: ["GET /orgs/{org}/rulesets/rule-suites"],
		getOrgRuleset: ["GET /orgs/{org}/rulesets/{ruleset_id}"],
		getOrgRulesets: ["GET /orgs/{org}/rulesets"],
		getPages: ["GET /repos/{owner}/{repo}/pages"],
		getPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/{build_id}"],
		getPagesDeployment: ["GET /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}"],
		getPagesHealthCheck: ["GET /repos/{owner}/{repo}/pages/health"],
		getParticipationStats: ["GET /repos/{owner}/{repo}/stats/participation"],
		getPullRequestReviewProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		getPunchCardStats: ["GET /repos/{owner}/{repo}/stats/punch_card"],
		getReadme: ["GET /repos/{owner}/{repo}/readme"],
		getReadmeInDirectory: ["GET /repos/{owner}/{repo}/readme/{dir}"],
		getRelease: ["GET /repos/{owner}/{repo}/releases/{release_id}"],
		getReleaseAsset: ["GET /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		getReleaseByTag: ["GET /repos/{owner}/{repo}/releases/tags/{tag}"],
		getRepoRuleSuite: ["GET /repos/{owner}/{repo}/rulesets/rule-suites/{rule_suite_id}"],
		getRepoRuleSuites: ["GET /repos/{owner}/{repo}/rulesets/rule-suites"],
		getRepoRuleset: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		getRepoRulesetHistory: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history"],
		getRepoRulesetVersion: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history/{version_id}"],
		getRepoRulesets: ["GET /repos/{owner}/{repo}/rulesets"],
		getStatusChecksProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		getTeamsWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams"],
		getTopPaths: ["GET /repos/{owner}/{repo}/traffic/popular/paths"],
		getTopReferrers: ["GET /repos/{owner}/{repo}/traffic/popular/referrers"],
		getUsersWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users"],
		getViews: ["GET /repos/{owner}/{repo}/traffic/views"],
		getWebhook: ["GET /repos/{owner}/{repo}/hooks/{hook_id}"],
		getWebhookConfigForRepo: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/config"],
		getWebhookDelivery: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}"],
		listActivities: ["GET /repos/{owner}/{repo}/activity"],
		listAttestations: ["GET /repos/{owner}/{repo}/attestations/{subject_digest}"],
		listAutolinks: ["GET /repos/{owner}/{repo}/autolinks"],
		listBranches: ["GET /repos/{owner}/{repo}/branches"],
		listBranchesForHeadCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head"],
		listCollaborators: ["GET /repos/{owner}/{repo}/collaborators"],
		listCommentsForCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/comments"],
		listCommitCommentsForRepo: ["GET /repos/{owner}/{repo}/comments"],
		listCommitStatusesForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/statuses"],
		listCommits: ["GET /repos/{owner}/{repo}/commits"],
		listContributors: ["GET /repos/{owner}/{repo}/contributors"],
		listCustomDeploymentRuleIntegrations: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/apps"],
		listDeployKeys: ["GET /repos/{owner}/{repo}/keys"],
		listDeploymentBranchPolicies: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"],
		listDeploymentStatuses: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"],
		listDeployments: ["GET /repos/{owner}/{repo}/deployments"],
		listForAuthenticatedUser: ["GET /user/repos"],
		listForOrg: ["GET /orgs/{org}/repos"],
		listForUser: ["GET /users/{username}/repos"],
		listForks: ["GET /repos/{owner}/{repo}/forks"],
		listInvitations: ["GET /repos/{owner}/{repo}/invitations"],
		listInvitationsForAuthenticatedUser: ["GET /user/repository_invitations"],
		listLanguages: ["GET /repos/{owner}/{repo}/languages"],
		listPagesBuilds: ["GET /repos/{owner}/{repo}/pages/builds"],
		listPublic: ["GET /repositories"],
		listPullRequestsAssociatedWithCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls"],
		listReleaseAssets: ["GET /repos/{owner}/{repo}/releases/{release_id}/assets"],
		listReleases: ["GET /repos/{owner}/{repo}/releases"],
		listTags: ["GET /repos/{owner}/{repo}/tags"],
		listTeams: ["GET /repos/{owner}/{repo}/teams"],
		listWebhookDeliveries: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries"],
		listWebhooks: ["GET /repos/{owner}/{repo}/hooks"],
		merge: ["POST /repos/{owner}/{repo}/merges"],
		mergeUpstream: ["POST /repos/{owner}/{repo}/merge-upstream"],
		pingWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/pings"],
		redeliverWebhookDelivery: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"],
		removeAppAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		removeCollaborator: ["DELETE /repos/{owner}/{repo}/collaborators/{username}"],
		removeStatusCheckContexts: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		removeStatusCheckProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		removeTeamAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		removeUserAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		renameBranch: ["POST /repos/{owner}/{repo}/branches/{branch}/rename"],
		replaceAllTopics: ["PUT /repos/{owner}/{repo}/topics"],
		requestPagesBuild: ["POST /repos/{owner}/{repo}/pages/builds"],
		setAdminBranchProtection: ["POST /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		setAppAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		setStatusCheckContexts: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		setTeamAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		setUserAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		testPushWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/tests"],
		transfer: ["POST /repos/{owner}/{repo}/transfer"],
		update: ["PATCH /repos/{owner}/{repo}"],
		updateBranchProtection: ["PUT /repos/{owner}/{repo}/branches/{branch}/protection"],
		updateCommitComment: ["PATCH /repos/{owner}/{repo}/comments/{comment_id}"],
		updateDeploymentBranchPolicy: ["PUT /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		updateInformationAboutPagesSite: ["PUT /repos/{owner}/{repo}/pages"],
		updateInvitation: ["PATCH /repos/{owner}/{repo}/invitations/{invitation_id}"],
		updateOrgRuleset: ["PUT /orgs/{org}/rulesets/{ruleset_id}"],
		updatePullRequestReviewProtection: ["PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		updateRelease: ["PATCH /repos/{owner}/{repo}/releases/{release_id}"],
		updateReleaseAsset: ["PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		updateRepoRuleset: ["PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		updateStatusCheckPotection: [
			"PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks",
			{},
			{ renamed: ["repos", "updateStatusCheckProtection"] }
		],
		updateStatusCheckProtection: ["PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		updateWebhook: ["PATCH /repos/{owner}/{repo}/hooks/{hook_id}"],
		updateWebhookConfigForRepo: ["PATCH /repos/{owner}/{repo}/hooks/{hook_id}/config"],
		uploadReleaseAsset: ["POST /repos/{owner}/{repo}/releases/{release_id}/assets{?name,label}", { baseUrl: "https://uploads.github.com" }]
	},
	search: {
		code: ["GET /search/code"],
		commits: ["GET /search/commits"],
		issuesAndPullRequests: ["GET /search/issues"],
		labels: ["GET /search/labels"],
		repos: ["GET /search/repositories"],
		topics: ["GET /search/topics"],
		users: ["GET /search/users"]
	},
	secretScanning: {
		createPushProtectionBypass: ["POST /repos/{owner}/{repo}/secret-scanning/push-protection-bypasses"],
		getAlert: ["GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"],
		getScanHistory: ["GET /repos/{owner}/{repo}/secret-scanning/scan-history"],
		listAlertsForOrg: ["GET /orgs/{org}/secret-scanning/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/secret-scanning/alerts"],
		listLocationsForAlert: ["GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}/locations"],
		listOrgPatternConfigs: ["GET /orgs/{org}/secret-scanning/pattern-configurations"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"],
		updateOrgPatternConfigs: ["PATCH /orgs/{org}/secret-scanning/pattern-configurations"]
	},
	securityAdvisories: {
		createFork: ["POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/forks"],
		createPrivateVulnerabilityReport: ["POST /repos/{owner}/{repo}/security-advisories/reports"],
		createRepositoryAdvisory: ["POST /repos/{owner}/{repo}/security-advisories"],
		createRepositoryAdvisoryCveRequest: ["POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/cve"],
		getGlobalAdvisory: ["GET /advisories/{ghsa_id}"],
		getRepositoryAdvisory: ["GET /repos/{owner}/{repo}/security-advisories/{ghsa_id}"],
		listGlobalAdvisories: ["GET /advisories"],
		listOrgRepositoryAdvisories: ["GET /orgs/{org}/security-advisories"],
		listRepositoryAdvisories: ["GET /repos/{owner}/{repo}/security-advisories"],
		updateRepositoryAdvisory: ["PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}"]
	},
	teams: {
		addOrUpdateMembershipForUserInOrg: ["PUT /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		addOrUpdateRepoPermissionsInOrg: ["PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		checkPermissionsForRepoInOrg: ["GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		create: ["POST /orgs/{org}/teams"],
		createDiscussionCommentInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"],
		createDiscussionInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions"],
		deleteDiscussionCommentInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		deleteDiscussionInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		deleteInOrg: ["DELETE /orgs/{org}/teams/{team_slug}"],
		getByName: ["GET /orgs/{org}/teams/{team_slug}"],
		getDiscussionCommentInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		getDiscussionInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		getMembershipForUserInOrg: ["GET /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		list: ["GET /orgs/{org}/teams"],
		listChildInOrg: ["GET /orgs/{org}/teams/{team_slug}/teams"],
		listDiscussionCommentsInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"],
		listDiscussionsInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions"],
		listForAuthenticatedUser: ["GET /user/teams"],
		listMembersInOrg: ["GET /orgs/{org}/teams/{team_slug}/members"],
		listPendingInvitationsInOrg: ["GET /orgs/{org}/teams/{team_slug}/invitations"],
		listReposInOrg: ["GET /orgs/{org}/teams/{team_slug}/repos"],
		removeMembershipForUserInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		removeRepoInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		updateDiscussionCommentInOrg: ["PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		updateDiscussionInOrg: ["PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		updateInOrg: ["PATCH /orgs/{org}/teams/{team_slug}"]
	},
	users: {
		addEmailForAuthenticated: [
			"POST /user/emails",
			{},
			{ renamed: ["users", "addEmailForAuthenticatedUser"] }
		],
		addEmailForAuthenticatedUser: ["POST /user/emails"],
		addSocialAccountForAuthenticatedUser: ["POST /user/social_accounts"],
		block: ["PUT /user/blocks/{username}"],
		checkBlocked: ["GET /user/blocks/{username}"],
		checkFollowingForUser: ["GET /users/{username}/following/{target_user}"],
		checkPersonIsFollowedByAuthenticated: ["GET /user/following/{username}"],
		createGpgKeyForAuthenticated: [
			"POST /user/gpg_keys",
			{},
			{ renamed: ["users", "createGpgKeyForAuthenticatedUser"] }
		],
		createGpgKeyForAuthenticatedUser: ["POST /user/gpg_keys"],
		createPublicSshKeyForAuthenticated: [
			"POST /user/keys",
			{},
			{ renamed: ["users", "createPublicSshKeyForAuthenticatedUser"] }
		],
		createPublicSshKeyForAuthenticatedUser: ["POST /user/keys"],
		createSshSigningKeyForAuthenticatedUser: ["POST /user/ssh_signing_keys"],
		deleteAttestationsBulk: ["POST /users/{username}/attestations/delete-request"],
		deleteAttestationsById: ["DELETE /users/{username}/attestations/{attestation_id}"],
		deleteAttestationsBySubjectDigest: ["DELETE /users/{username}/attestations/digest/{subject_digest}"],
		deleteEmailForAuthenticated: [
			"DELETE /user/emails",
			{},
			{ renamed: ["users", "deleteEmailForAuthenticatedUser"] }
		],
		deleteEmailForAuthenticatedUser: ["DELETE /user/emails"],
		deleteGpgKeyForAuthenticated: [
			"DELETE /user/gpg_keys/{gpg_key_id}",
			{},
			{ renamed: ["users", "deleteGpgKeyForAuthenticatedUser"] }
		],
		deleteGpgKeyForAuthenticatedUser: ["DELETE /user/gpg_keys/{gpg_key_id}"],
		deletePublicSshKeyForAuthenticated: [
			"DELETE /user/keys/{key_id}",
			{},
			{ renamed: ["users", "deletePublicSshKeyForAuthenticatedUser"] }
		],
		deletePublicSshKeyForAuthenticatedUser: ["DELETE /user/keys/{key_id}"],
		deleteSocialAccountForAuthenticatedUser: ["DELETE /user/social_accounts"],
		deleteSshSigningKeyForAuthenticatedUser: ["DELETE /user/ssh_signing_keys/{ssh_signing_key_id}"],
		follow: ["PUT /user/following/{username}"],
		getAuthenticated: ["GET /user"],
		getById: ["GET /user/{account_id}"],
		getByUsername: ["GET /users/{username}"],
		getContextForUser: ["GET /users/{username}/hovercard"],
		getGpgKeyForAuthenticated: [
			"GET /user/gpg_keys/{gpg_key_id}",
			{},
			{ renamed: ["users", "getGpgKeyForAuthenticatedUser"] }
		],
		getGpgKeyForAuthenticatedUser: ["GET /user/gpg_keys/{gpg_key_id}"],
		getPublicSshKeyForAuthenticated: [
			"GET /user/keys/{key_id}",
			{},
			{ renamed: ["users", "getPublicSshKeyForAuthenticatedUser"] }
		],
		getPublicSshKeyForAuthenticatedUser: ["GET /user/keys/{key_id}"],
		getSshSigningKeyForAuthenticatedUser: ["GET /user/ssh_signing_keys/{ssh_signing_key_id}"],
		list: ["GET /users"],
		listAttestations: ["GET /users/{username}/attestations/{subject_digest}"],
		listAttestationsBulk: ["POST /users/{username}/attestations/bulk-list{?per_page,before,after}"],
		listBlockedByAuthenticated: [
			"GET /user/blocks",
			{},
			{ renamed: ["users", "listBlockedByAuthenticatedUser"] }
		],
		listBlockedByAuthenticatedUser: ["GET /user/blocks"],
		listEmailsForAuthenticated: [
			"GET /user/emails",
			{},
			{ renamed: ["users", "listEmailsForAuthenticatedUser"] }
		],
		listEmailsForAuthenticatedUser: ["GET /user/emails"],
		listFollowedByAuthenticated: [
			"GET /user/following",
			{},
			{ renamed: ["users", "listFollowedByAuthenticatedUser"] }
		],
		listFollowedByAuthenticatedUser: ["GET /user/following"],
		listFollowersForAuthenticatedUser: ["GET /user/followers"],
		listFollowersForUser: ["GET /users/{username}/followers"],
		listFollowingForUser: ["GET /users/{username}/following"],
		listGpgKeysForAuthenticated: [
			"GET /user/gpg_keys",
			{},
			{ renamed: ["users", "listGpgKeysForAuthenticatedUser"] }
		],
		listGpgKeysForAuthenticatedUser: ["GET /user/gpg_keys"],
		listGpgKeysForUser: ["GET /users/{username}/gpg_keys"],
		listPublicEmailsForAuthenticated: [
			"GET /user/public_emails",
			{},
			{ renamed: ["users", "listPublicEmailsForAuthenticatedUser"] }
		],
		listPublicEmailsForAuthenticatedUser: ["GET /user/public_emails"],
		listPublicKeysForUser: ["GET /users/{username}/keys"],
		listPublicSshKeysForAuthenticated: [
			"GET /user/keys",
			{},
			{ renamed: ["users", "listPublicSshKeysForAuthenticatedUser"] }
		],
		listPublicSshKeysForAuthenticatedUser: ["GET /user/keys"],
		listSocialAccountsForAuthenticatedUser: ["GET /user/social_accounts"],
		listSocialAccountsForUser: ["GET /users/{username}/social_accounts"],
		listSshSigningKeysForAuthenticatedUser: ["GET /user/ssh_signing_keys"],
		listSshSigningKeysForUser: ["GET /users/{username}/ssh_signing_keys"],
		setPrimaryEmailVisibilityForAuthenticated: [
			"PATCH /user/email/visibility",
			{},
			{ renamed: ["users", "setPrimaryEmailVisibilityForAuthenticatedUser"] }
		],
		setPrimaryEmailVisibilityForAuthenticatedUser: ["PATCH /user/email/visibility"],
		unblock: ["DELETE /user/blocks/{username}"],
		unfollow: ["DELETE /user/following/{username}"],
		updateAuthenticated: ["PATCH /user"]
	}
};
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/endpoints-to-methods.js
const endpointMethodsMap = /* @__PURE__ */ new Map();
for (const [scope, endpoints] of Object.entries(endpoints_default)) for (const [methodName, endpoint] of Object.entries(endpoints)) {
	const [route, defaults, decorations] = endpoint;
	const [method, url] = route.split(/ /);
	const endpointDefaults = Object.assign({
		method,
		url
	}, defaults);
	if (!endpointMethodsMap.has(scope)) endpointMethodsMap.set(scope, /* @__PURE__ */ new Map());
	endpointMethodsMap.get(scope).set(methodName, {
		scope,
		methodName,
		endpointDefaults,
		decorations
	});
}
const handler = {
	has({ scope }, methodName) {
		return endpointMethodsMap.get(scope).has(methodName);
	},
	getOwnPropertyDescriptor(target, methodName) {
		return {
			value: this.get(target, methodName),
			configurable: true,
			writable: true,
			enumerable: true
		};
	},
	defineProperty(target, methodName, descriptor) {
		Object.defineProperty(target.cache, methodName, descriptor);
		return true;
	},
	deleteProperty(target, methodName) {
		delete target.cache[methodName];
		return true;
	},
	ownKeys({ scope }) {
		return [...endpointMethodsMap.get(scope).keys()];
	},
	set(target, methodName, value) {
		return target.cache[methodName] = value;
	},
	get({ octokit, scope, cache }, methodName) {
		if (cache[methodName]) return cache[methodName];
		const method = endpointMethodsMap.get(scope).get(methodName);
		if (!method) return;
		const { endpointDefaults, decorations } = method;
		if (decorations) cache[methodName] = decorate(octokit, scope, methodName, endpointDefaults, decorations);
		else cache[methodName] = octokit.request.defaults(endpointDefaults);
		return cache[methodName];
	}
};
function endpointsToMethods(octokit) {
	const newMethods = {};
	for (const scope of endpointMethodsMap.keys()) newMethods[scope] = new Proxy({
		octokit,
		scope,
		cache: {}
	}, handler);
	return newMethods;
}
function decorate(octokit, scope, methodName, defaults, decorations) {
	const requestWithDefaults = octokit.request.defaults(defaults);
	function withDecorations(...args) {
		let options = requestWithDefaults.endpoint.merge(...args);
		if (decorations.mapToData) {
			options = Object.assign({}, options, {
				data: options[decorations.mapToData],
				[decorations.mapToData]: void 0
			});
			return requestWithDefaults(options);
		}
		if (decorations.renamed) {
			const [newScope, newMethodName] = decorations.renamed;
			octokit.log.warn(`octokit.${scope}.${methodName}() has been renamed to octokit.${newScope}.${newMethodName}()`);
		}
		if (decorations.deprecated) octokit.log.warn(decorations.deprecated);
		if (decorations.renamedParameters) {
			const options2 = requestWithDefaults.endpoint.merge(...args);
			for (const [name, alias] of Object.entries(decorations.renamedParameters)) if (name in options2) {
				octokit.log.warn(`"${name}" parameter is deprecated for "octokit.${scope}.${methodName}()". Use "${alias}" instead`);
				if (!(alias in options2)) options2[alias] = options2[name];
				delete options2[name];
			}
			return requestWithDefaults(options2);
		}
		return requestWithDefaults(...args);
	}
	return Object.assign(withDecorations, requestWithDefaults);
}
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/index.js
function restEndpointMethods(octokit) {
	return { rest: endpointsToMethods(octokit) };
}
restEndpointMethods.VERSION = VERSION$3;
function legacyRestEndpointMethods(octokit) {
	const api = endpointsToMethods(octokit);
	return {
		...api,
		rest: api
	};
}
legacyRestEndpointMethods.VERSION = VERSION$3;
// node_modules/@octokit/plugin-paginate-rest/dist-bundle/index.js
var VERSION$2 = "0.0.0-development";
function normalizePaginatedListResponse(response) {
	if (!response.data) return {
		...response,
		data: []
	};
	if (!(("total_count" in response.data || "total_commits" in response.data) && !("url" in response.data))) return response;
	const incompleteResults = response.data.incomplete_results;
	const repositorySelection = response.data.repository_selection;
	const totalCount = response.data.total_count;
	const totalCommits = response.data.total_commits;
	delete response.data.incomplete_results;
	delete response.data.repository_selection;
	delete response.data.total_count;
	delete response.data.total_commits;
	const namespaceKey = Object.keys(response.data)[0];
	response.data = response.data[namespaceKey];
	if (typeof incompleteResults !== "undefined") response.data.incomplete_results = incompleteResults;
	if (typeof repositorySelection !== "undefined") response.data.repository_selection = repositorySelection;
	response.data.total_count = totalCount;
	response.data.total_commits = totalCommits;
	return response;
}
function iterator(octokit, route, parameters) {
	const options = typeof route === "function" ? route.endpoint(parameters) : octokit.request.endpoint(route, parameters);
	const requestMethod = typeof route === "function" ? route : octokit.request;
	const method = options.method;
	const headers = options.headers;
	let url = options.url;
	return { [Symbol.asyncIterator]: () => ({ async next() {
		if (!url) return { done: true };
		try {
			const normalizedResponse = normalizePaginatedListResponse(await requestMethod({
				method,
				url,
				headers
			}));
			url = ((normalizedResponse.headers.link || "").match(/<([^<>]+)>;\s*rel="next"/) || [])[1];
			if (!url && "total_commits" in normalizedResponse.data) {
				const parsedUrl = new URL(normalizedResponse.url);
				const params = parsedUrl.searchParams;
				const page = parseInt(params.get("page") || "1", 10);
				if (page * parseInt(params.get("per_page") || "250", 10) < normalizedResponse.data.total_commits) {
					params.set("page", String(page + 1));
					url = parsedUrl.toString();
				}
			}
			return { value: normalizedResponse };
		} catch (error) {
			if (error.status !== 409) throw error;
			url = "";
			return { value: {
				status: 200,
				headers: {},
				data: []
			} };
		}
	} }) };
}
function paginate(octokit, route, parameters, mapFn) {
	if (typeof parameters === "function") {
		mapFn = parameters;
		parameters = void 0;
	}
	return gather(octokit, [], iterator(octokit, route, parameters)[Symbol.asyncIterator](), mapFn);
}
function gather(octokit, results, iterator2, mapFn) {
	return iterator2.next().then((result) => {
		if (result.done) return results;
		let earlyExit = false;
		function done() {
			earlyExit = true;
		}
		results = results.concat(mapFn ? mapFn(result.value, done) : result.value.data);
		if (earlyExit) return results;
		return gather(octokit, results, iterator2, mapFn);
	});
}
Object.assign(paginate, { iterator });
function paginateRest(octokit) {
	return { paginate: Object.assign(paginate.bind(null, octokit), { iterator: iterator.bind(null, octokit) }) };
}
paginateRest.VERSION = VERSION$2;
new Context();
const baseUrl = getApiBaseUrl();
const defaults = {
	baseUrl,
	request: {
		agent: getProxyAgent(baseUrl),
		fetch: getProxyFetch(baseUrl)
	}
};
Octokit$1.plugin(restEndpointMethods, paginateRest).defaults(defaults);
// node_modules/@octokit/plugin-request-log/dist-src/version.js
const VERSION$1 = "6.0.0";
// node_modules/@octokit/plugin-request-log/dist-src/index.js
function requestLog(octokit) {
	octokit.hook.wrap("request", (request, options) => {
		octokit.log.debug("request", options);
		const start = Date.now();
		const requestOptions = octokit.request.endpoint.parse(options);
		const path = requestOptions.url.replace(options.baseUrl, "");
		return request(options).then((response) => {
			const requestId = response.headers["x-github-request-id"];
			octokit.log.info(`${requestOptions.method} ${path} - ${response.status} with id ${requestId} in ${Date.now() - start}ms`);
			return response;
		}).catch((error) => {
			const requestId = error.response?.headers["x-github-request-id"] || "UNKNOWN";
			octokit.log.error(`${requestOptions.method} ${path} - ${error.status} with id ${requestId} in ${Date.now() - start}ms`);
			throw error;
		});
	});
}
requestLog.VERSION = VERSION$1;
// node_modules/@octokit/rest/dist-src/index.js
const Octokit = Octokit$1.plugin(requestLog, legacyRestEndpointMethods, paginateRest).defaults({ userAgent: `octokit-rest.js/22.0.1` });
// src/io/github-answers.ts
/**
* What GitHub's REST API answers, read into the words of the Host port. Every
* answer is checked for the fields that are read, since a proxy or an old server
* may answer something else.
*/
const authorSchema = object({
	login: string(),
	type: string()
}).nullable().transform((user) => user && {
	login: user.login,
	bot: user.type === "Bot"
});
const commentSchema = object({
	id: number(),
	html_url: string(),
	body: string().optional(),
	user: authorSchema,
	minimized: unknown()
});
const pullRequestSchema = object({
	number: number(),
	state: string(),
	head: object({
		sha: string(),
		ref: string(),
		repo: object({ full_name: string() }).nullable()
	}),
	base: object({
		sha: string(),
		ref: string()
	}),
	labels: array(object({ name: string() }))
});
function parseComment(raw) {
	const comment = commentSchema.parse(raw);
	return {
		id: comment.id,
		url: comment.html_url,
		body: comment.body ?? "",
		author: comment.user,
		minimised: (comment.minimized ?? null) !== null
	};
}
function parsePullRequest(raw) {
	const { number, state, head, base, labels } = pullRequestSchema.parse(raw);
	return {
		number,
		headSha: head.sha,
		headRef: head.ref,
		headRepository: head.repo?.full_name ?? null,
		baseSha: base.sha,
		baseRef: base.ref,
		open: state === "open",
		labels: labels.map(({ name }) => name)
	};
}
/** Larger files come without their content. */
const fileSchema = object({
	type: literal("file"),
	encoding: literal("base64"),
	content: string()
});
/** The text of a file. */
function parseFile(raw) {
	return Buffer.from(fileSchema.parse(raw).content, "base64").toString("utf8");
}
const reviewCommentSchema = object({
	id: number(),
	body: string(),
	user: authorSchema,
	path: string(),
	line: number().nullish(),
	side: string().nullish(),
	in_reply_to_id: number().nullish()
});
function parseReviewComment(raw) {
	const { id, body, user, path, line, side, in_reply_to_id } = reviewCommentSchema.parse(raw);
	return {
		id,
		body,
		author: user,
		file: path,
		line: (side !== "LEFT" ? line : null) ?? null,
		inReplyTo: in_reply_to_id ?? null
	};
}
const checkSchema = object({
	id: number(),
	external_id: string().nullish(),
	output: object({ annotations_count: number() })
});
function parseCheck(raw) {
	const { id, external_id, output } = checkSchema.parse(raw);
	return {
		id,
		externalId: external_id ?? "",
		annotations: output.annotations_count
	};
}
const failureSchema = object({
	status: number(),
	message: string(),
	response: object({ headers: record(string(), unknown()) }).optional()
});
/** Milliseconds, from Retry-After (seconds) or, when the hourly quota is used up, X-RateLimit-Reset (epoch seconds). */
function parseRetryAfter(headers, nowMs) {
	const seconds = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1e3);
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN);
	return String(headers["x-ratelimit-remaining"]) === "0" && Number.isFinite(reset) ? Math.max(0, reset * 1e3 - nowMs) : null;
}
function judgeKind(status, message, retryAfterMs) {
	if (status === null || status >= 500 || status === 408) return "unreachable";
	const limited = retryAfterMs !== null || /rate limit/i.test(message);
	if (status === 422 && /submitted too quickly/i.test(message)) return "rate-limited";
	if (status === 429 || status === 403 && limited) return "rate-limited";
	if (status === 403 && /not accessible by|must have|must authenticate via a github app|permission/i.test(message)) return "missing-permission";
	return "refused";
}
function parseProblem(asked, error) {
	if (error instanceof ZodError) return {
		kind: "refused",
		status: null,
		message: `${asked}: unexpected answer (${error.issues.map((issue) => issue.path.join(".") || "the answer").join(", ")})`,
		retryAfterMs: null
	};
	const failure = failureSchema.safeParse(error);
	if (!failure.success) throw error;
	const { response, message } = failure.data;
	const status = response === void 0 ? null : failure.data.status;
	const retryAfterMs = parseRetryAfter(response?.headers ?? {}, Date.now());
	const said = message.replace(/\s+/g, " ").slice(0, 300);
	return {
		kind: judgeKind(status, said, retryAfterMs),
		status,
		message: `${asked}: ${status === null ? said : `HTTP ${status}, ${said}`}`,
		retryAfterMs
	};
}
async function answer(asked, ask) {
	try {
		return {
			ok: true,
			value: await ask()
		};
	} catch (error) {
		return {
			ok: false,
			problem: parseProblem(asked, error)
		};
	}
}
// src/io/github.ts
/** The Host port on GitHub's REST API. */
const REQUEST_TIMEOUT_MS = 3e4;
const PAGE_SIZE = 100;
const SILENT = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
/** A Host that talks to `apiUrl` with `token`. Reading is tried again as `planRetry` says; writing never is. */
function createHost(options) {
	const octokit = connect(options);
	const place = {
		owner: options.repository.owner,
		repo: options.repository.name
	};
	return {
		fetchIdentity: () => fetchIdentity(octokit),
		fetchPullRequest: (number) => answer(`reading pull request #${number}`, async () => {
			const { data } = await octokit.rest.pulls.get({
				...place,
				pull_number: number
			});
			return parsePullRequest(data);
		}),
		fetchPullRequestsFrom: (owner, branch) => answer(`looking up the pull request of ${owner}:${branch}`, async () => {
			const question = {
				...place,
				state: "open",
				head: `${owner}:${branch}`,
				per_page: PAGE_SIZE
			};
			return (await octokit.paginate(octokit.rest.pulls.list, question)).map(parsePullRequest);
		}),
		fetchFile: (sha, path) => answer(`reading ${path} at ${sha}`, async () => {
			try {
				const { data } = await octokit.rest.repos.getContent({
					...place,
					path,
					ref: sha
				});
				return parseFile(data);
			} catch (error) {
				if (error instanceof ZodError || parseProblem("", error).status !== 404) throw error;
				await octokit.rest.git.getCommit({
					...place,
					commit_sha: sha
				});
				return null;
			}
		}),
		fetchComments: (pullRequest) => answer(`listing the comments of #${pullRequest}`, async () => {
			const question = {
				...place,
				issue_number: pullRequest,
				per_page: PAGE_SIZE
			};
			return (await octokit.paginate(octokit.rest.issues.listComments, question)).map(parseComment);
		}),
		createComment: (pullRequest, body) => answer(`commenting on #${pullRequest}`, async () => {
			const { data } = await octokit.rest.issues.createComment({
				...place,
				issue_number: pullRequest,
				body
			});
			return parseComment(data);
		}),
		updateComment: (id, body) => answer(`updating comment ${id}`, async () => {
			const { data } = await octokit.rest.issues.updateComment({
				...place,
				comment_id: id,
				body
			});
			return parseComment(data);
		}),
		fetchReviewComments: (pullRequest) => answer(`listing the review comments of #${pullRequest}`, async () => {
			const question = {
				...place,
				pull_number: pullRequest,
				per_page: PAGE_SIZE
			};
			return (await octokit.paginate(octokit.rest.pulls.listReviewComments, question)).map(parseReviewComment);
		}),
		createReview: (pullRequest, sha, comments) => answer(`reviewing #${pullRequest}`, async () => {
			await octokit.rest.pulls.createReview({
				...place,
				pull_number: pullRequest,
				commit_id: sha,
				event: "COMMENT",
				body: "",
				comments: comments.map(({ file, line, body }) => ({
					path: file,
					line,
					side: "RIGHT",
					body
				}))
			});
			return null;
		}),
		updateReviewComment: (id, body) => answer(`updating review comment ${id}`, async () => {
			await octokit.rest.pulls.updateReviewComment({
				...place,
				comment_id: id,
				body
			});
			return null;
		}),
		deleteReviewComment: (id) => answer(`removing review comment ${id}`, async () => {
			await octokit.rest.pulls.deleteReviewComment({
				...place,
				comment_id: id
			});
			return null;
		}),
		fetchChecks: (sha, name) => answer(`listing the checks of ${sha}`, async () => {
			const question = {
				...place,
				ref: sha,
				check_name: name,
				filter: "all",
				per_page: PAGE_SIZE
			};
			return (await octokit.paginate(octokit.rest.checks.listForRef, question)).map(parseCheck);
		}),
		createCheck: ({ name, sha, conclusion, externalId, url, output }) => answer(`writing the check "${name}"`, async () => {
			const { data } = await octokit.rest.checks.create({
				...place,
				name,
				head_sha: sha,
				status: "completed",
				conclusion,
				external_id: externalId,
				...url === null ? {} : { details_url: url },
				output: planOutput(output)
			});
			return parseCheck(data);
		}),
		addAnnotations: (id, output) => answer(`adding annotations to check ${id}`, async () => {
			const question = {
				...place,
				check_run_id: id,
				output: planOutput(output)
			};
			const { data } = await octokit.rest.checks.update(question);
			return parseCheck(data);
		}),
		writeStatus: ({ name, sha, state, description, url }) => answer(`writing the status "${name}"`, async () => {
			const target = url === null ? {} : { target_url: url };
			await octokit.rest.repos.createCommitStatus({
				...place,
				sha,
				state,
				context: name,
				description,
				...target
			});
			return null;
		})
	};
}
/** A client with the runner's proxy; its requests end after a while, and those that only read are tried again. */
function connect({ token, apiUrl, planRetry, wait, requestTimeoutMs = REQUEST_TIMEOUT_MS }) {
	const octokit = new Octokit({
		auth: token,
		baseUrl: apiUrl.replace(/\/+$/, ""),
		log: SILENT,
		request: { fetch: defaults.request?.fetch }
	});
	octokit.hook.wrap("request", async (request, options) => {
		for (let failedTries = 1;; failedTries++) try {
			Object.assign(options, { request: {
				...options.request,
				signal: AbortSignal.timeout(requestTimeoutMs)
			} });
			return await request(options);
		} catch (error) {
			if (!onlyReads(options)) throw error;
			const delay = planRetry(parseProblem("", error), failedTries);
			if (delay === null) throw error;
			await wait(delay);
		}
	});
	return octokit;
}
/** GraphQL is posted, and asked one question only, which changes nothing. */
function onlyReads({ method, url }) {
	return method === "GET" || url.endsWith("/graphql");
}
const viewerSchema = object({ viewer: object({ login: string().min(1) }) });
/** Null where the server answers, but not this. */
async function fetchViewer(octokit) {
	try {
		const viewer = viewerSchema.safeParse(await octokit.graphql("query { viewer { login } }"));
		return viewer.success ? viewer.data.viewer.login : null;
	} catch (error) {
		if (error instanceof Error && error.name === "GraphqlResponseError") return null;
		const { kind, status } = parseProblem("", error);
		if (kind === "missing-permission" || status === 404) return null;
		throw error;
	}
}
/**
* GraphQL tells every token its own name, an app's installation too. Where it
* does not answer, REST names people at least; 403 is its answer to an app.
*/
function fetchIdentity(octokit) {
	return answer("asking whose token this is", async () => {
		const viewer = await fetchViewer(octokit);
		if (viewer !== null) return {
			kind: "named",
			login: viewer
		};
		try {
			const { data } = await octokit.rest.users.getAuthenticated();
			return {
				kind: "named",
				login: object({ login: string() }).parse(data).login
			};
		} catch (error) {
			if (!(error instanceof ZodError) && parseProblem("", error).kind === "missing-permission") return { kind: "installation" };
			throw error;
		}
	});
}
function planOutput({ title, summary, annotations }) {
	return {
		title,
		summary,
		annotations: annotations.map((annotation) => ({
			path: annotation.file,
			start_line: annotation.line,
			end_line: annotation.line,
			annotation_level: annotation.level,
			message: annotation.message,
			...annotation.title === "" ? {} : { title: annotation.title }
		}))
	};
}
// src/io/runner.ts
/** The runner that started this process, through the files and commands it offers a step. */
function createRunner() {
	return {
		writeCommands(lines) {
			process.stdout.write(lines.map((line) => `${line}\n`).join(""));
		},
		writeOutput: (name, value) => setOutput(name, value),
		async appendSummary(markdown) {
			await summary.addRaw(markdown).write();
		},
		warn: (message) => warning(message),
		fail: (message) => error(message),
		makeReportFolder: () => mkdtemp(path.join(process.env.RUNNER_TEMP || os.tmpdir(), "perf-review-report-"))
	};
}
// src/stages/build-cache.ts
const ASKED = [
	"GOVERSION",
	"GOOS",
	"GOARCH"
];
/** What decides which packages a module is built from. */
const SUMS = [
	"go.mod",
	"go.sum",
	"go.work",
	"go.work.sum"
];
/**
* Restores the build cache of an earlier run with the same Go, platform and
* modules, or, failing that, other modules. What it holds was keyed by its
* content by `go` itself, so a stale entry costs space and no truth.
*/
async function restoreBuildCache(at, ports) {
	const { outcome, stdout } = await runGo(ports.programs, {
		args: ["env", ...ASKED],
		cwd: [at.root, at.workingDirectory].filter((part) => part !== "").join("/"),
		variables: {}
	});
	const platform = stdout.trim().split(/\r?\n/);
	if (outcome.exitCode !== 0 || platform.length !== ASKED.length) return null;
	const prefix = `go-perf-review-build-${platform.join("-").replace(/[^\w.-]/g, "_").slice(0, 100)}-`;
	const places = SUMS.map((name) => at.workingDirectory === "" ? name : `${at.workingDirectory}/${name}`);
	const sums = await Promise.all(places.map((place) => ports.git.show(at.headSha, place)));
	const key = `${prefix}${ports.cache.digest(sums.map((text) => text ?? ""))}`;
	const found = await ports.cache.restore(at.folder, key, [prefix]);
	return { async save() {
		if (found !== key) await ports.cache.save(at.folder, key);
	} };
}
// src/action.ts
/**
* The entry of the Action: inputs → config → run → deliver → exit status.
* What is decided on the way is decided by pure functions elsewhere.
*/
const NEEDLESS_TOKEN = "mode: measure got a token that it does not use, and the code under review could read it: set github-token to an empty text.";
const log = createLog({
	stream: process.stderr,
	live: false,
	quiet: false
});
/** Does what `mode` says and sets the exit status: 0 pass, 1 regressed, 2 broken or bad input. Never throws. */
async function main() {
	const runner = createRunner();
	const files = createFiles();
	const interruption = listenForInterruption({ log });
	const known = { config: null };
	const step = {
		runner,
		files,
		interruption,
		known
	};
	try {
		const inputs = readInputs();
		const { invocation, written } = parseInputs(inputs);
		const place = parsePlace(process.env);
		const started = {
			inputs,
			invocation,
			written,
			place,
			event: await readEvent(invocation, place, files)
		};
		process.exitCode = invocation.mode === "report" ? await reportFile(started, step) : await reviewCommits(started, step);
	} catch (error) {
		reportFailure(error, runner, log);
		process.exitCode = 2;
		await tellFailedRun(error, known, files);
	} finally {
		await files.close();
		interruption.stop();
	}
}
/** Modes `review` and `measure`. The exit status of `measure` is 0 whatever the verdict: whoever reports decides. */
async function reviewCommits(started, { runner, files, interruption, known }) {
	const { inputs, invocation, written, place, event } = started;
	const git = await openRepository(place.workspace, {
		programs: createPrograms({
			passThrough: [],
			interruption
		}),
		log,
		interruption,
		fetchMissing: true
	});
	try {
		const { base, baseTip, head } = await resolveRefs(event, invocation, place, git);
		const { config, notice } = await readConfig(event, invocation, written, {
			baseTip,
			head
		}, git, known);
		const pullRequest = event.kind === "pull-request" ? event.pullRequest : null;
		const measuresOnly = invocation.mode === "measure";
		if (measuresOnly && invocation.githubToken !== "") runner.warn(NEEDLESS_TOKEN);
		const host = measuresOnly ? null : openHost(invocation, place);
		const labels = pullRequest === null ? [] : await fetchLabels(pullRequest, host);
		const clock = createClock();
		const ports = {
			programs: createPrograms({
				passThrough: config.env,
				interruption,
				log
			}),
			git,
			files,
			log,
			clock,
			machine: createMachine(),
			assets: createAssets()
		};
		const result = await reviewOrRemember({
			base,
			head,
			config,
			parts: {
				escapes: true,
				benchmarks: true
			},
			labels,
			reproduce: renderCommandLine(base.sha.slice(0, 12), head.sha.slice(0, 12), inputs),
			keepsArtifacts: true
		}, event, place, ports, judgeCaching(event, invocation) ? await openCache(log) : null);
		const review = withNotice(result.review, notice);
		const diffLines = measuresOnly || pullRequest === null ? null : await readDiffLines(pullRequest, git);
		const delivery = planDelivery({
			...result,
			review
		}, started, {
			config,
			pullRequest: pullRequest?.number ?? null,
			diffLines
		});
		if (measuresOnly) {
			await deliverFiles(delivery, {
				runner,
				files,
				log,
				wait: sleep
			});
			log.detail(`Measured: ${review.verdict}. This mode ends with status 0; mode: report judges and decides.`);
			return 0;
		}
		await deliver(delivery, {
			host,
			runner,
			files,
			log,
			wait: sleep
		});
		return conclude(review, runner);
	} finally {
		await git.close();
	}
}
/** A change of labels asks only for another judgement of what an earlier run measured, where that is still at hand. */
async function reviewOrRemember(request, event, place, ports, cache) {
	if (cache === null) return await runReview(request, ports);
	const { config, head, labels } = request;
	const memory = {
		cache,
		files: ports.files,
		foreignFiles: createForeignFiles(),
		folder: path.join(process.env.RUNNER_TEMP || os.tmpdir(), "go-perf-review-measured")
	};
	if (isLabelChange(event)) {
		const known = await restoreReview(request, labels, ports.clock.nowIso().slice(0, 10), memory);
		if (known !== null) {
			log.detail("Nothing was measured again: the labels changed, and an earlier run measured these commits.");
			const { base, reproduce } = request;
			return {
				...known,
				review: {
					...known.review,
					base: { ...base },
					head: { ...head },
					reproduce
				}
			};
		}
	}
	const build = await restoreBuildCache({
		folder: chooseBuildFolder(),
		root: place.workspace,
		workingDirectory: config.workingDirectory,
		headSha: head.sha
	}, {
		...ports,
		cache
	});
	const result = await runReview(request, ports);
	await build?.save();
	await saveReview(request, result, memory);
	return result;
}
/** A build cache of our own, as what others left in the usual one is of no use here and would be kept with it. */
function chooseBuildFolder() {
	process.env.GOCACHE ||= path.join(process.env.RUNNER_TEMP || os.tmpdir(), "go-perf-review-build");
	return process.env.GOCACHE;
}
/** Mode `report`. */
async function reportFile(started, { runner, files, known }) {
	const { inputs, invocation, written, place, event } = started;
	const host = openHost(invocation, place);
	if (host === null || invocation.reportFile === null) throw new ExpectedFailure("usage", host === null ? "mode: report needs a token to read the settings of the base and to comment: leave out github-token for that of the job." : "mode: report needs report-file: the review.json of mode: measure, or the folder of its artifact.");
	const reported = await fetchReported({
		event,
		runSha: place.sha,
		artefact: path.resolve(place.workspace, invocation.reportFile),
		invocation,
		inputs: written,
		writtenInputs: inputs,
		onConfig: (config) => {
			known.config = config;
		}
	}, {
		host,
		foreignFiles: createForeignFiles(),
		clock: createClock()
	});
	if (!reported.found) {
		runner.warn(reported.message);
		return 0;
	}
	const { review, config, pullRequest } = reported;
	const own = {
		...started,
		invocation: {
			...invocation,
			reportFile: null
		}
	};
	await deliver(planDelivery({
		review,
		...renderReviewSamples(review),
		artifacts: []
	}, own, {
		config,
		pullRequest,
		diffLines: null
	}), {
		host,
		runner,
		files,
		log,
		wait: sleep
	});
	return conclude(review, runner);
}
function planDelivery(result, { invocation, place, event }, { config, pullRequest, diffLines }) {
	return {
		...result,
		serverUrl: place.serverUrl,
		repository: `${place.repository.owner}/${place.repository.name}`,
		reportUrl: place.runUrl,
		pullRequest,
		comment: config.comment,
		commentKey: config.commentKey,
		waiverLabel: config.waiverLabel,
		lineNotes: config.lineNotes,
		diffLines,
		check: config.check,
		runKey: place.runKey,
		fromFork: isFromFork(event, place.repository),
		reportFile: invocation.reportFile === null ? null : path.resolve(place.workspace, invocation.reportFile)
	};
}
function conclude(review, runner) {
	const { exitCode, message } = judgeConclusion(review);
	if (message !== null) (exitCode === 0 ? runner.warn : runner.fail)(message);
	return exitCode;
}
async function sleep(milliseconds) {
	await setTimeout$1(milliseconds);
}
/** Every input by its option's key, '' where it was left out. */
function readInputs() {
	return Object.fromEntries(optionsIn("input").map(({ key }) => [key, getInput(key)]));
}
function parseInputs(inputs) {
	const started = parseInvocation({ kind: "input" }, inputs);
	const { written, problems } = parseWritten({ kind: "input" }, inputs);
	refuseProblems([...started.problems, ...problems]);
	return {
		invocation: resolveInvocation(started.written),
		written
	};
}
async function readPayload({ eventPath }, files) {
	try {
		return JSON.parse(await files.readText(eventPath) ?? "");
	} catch {
		throw new ExpectedFailure("usage", `GITHUB_EVENT_PATH (${eventPath}) holds no JSON: run this as a workflow step.`);
	}
}
async function readEvent(invocation, place, files) {
	const allowTarget = invocation.allowPullRequestTarget || invocation.mode === "report";
	return parseEvent(place.eventName, await readPayload(place, files), allowTarget);
}
/** `base` is the merge base, which is measured; `baseTip` the commit that the event or the input names. */
async function resolveRefs(event, invocation, { sha }, git) {
	const plan = planRefs(event, invocation, sha);
	const head = {
		ref: plan.head.shown,
		sha: (await git.resolve(plan.head.target)).sha
	};
	const baseTip = {
		ref: plan.base.shown,
		sha: (await git.resolve(plan.base.target)).sha
	};
	return {
		base: {
			ref: plan.base.shown,
			sha: await git.mergeBase(baseTip, head)
		},
		baseTip,
		head
	};
}
async function readConfig(event, { configPath }, inputs, commits, git, known) {
	const head = await git.show(commits.head.sha, configPath);
	const text = planConfigSource(event) === "head" ? head : await git.show(commits.baseTip.sha, configPath);
	const { config, problems } = parseConfig(configPath, text, inputs);
	known.config = config;
	refuseProblems(problems);
	return {
		config,
		notice: describeDifference(configPath, text, head)
	};
}
function openHost({ githubToken }, { apiUrl, repository }) {
	if (githubToken === "") return null;
	return createHost({
		token: githubToken,
		apiUrl,
		repository,
		planRetry,
		wait: sleep
	});
}
/** The labels of this moment: a run that is started again still has the payload of the first time. */
async function fetchLabels(pullRequest, host) {
	const present = await host?.fetchPullRequest(pullRequest.number);
	return present?.ok === true ? present.value.labels : pullRequest.labels;
}
/** What GitHub shows as the pull request's diff, from the checkout; null where it cannot be told. */
async function readDiffLines({ baseSha, headSha }, git) {
	try {
		const [base, head] = [await git.resolve(baseSha), await git.resolve(headSha)];
		return planDiffLines(parsePatch(await git.diff(await git.mergeBase(base, head), head.sha)));
	} catch (error) {
		log.detail(`The lines of the diff could not be read: ${error instanceof Error ? error.message : String(error)}`);
		return null;
	}
}
/** A comment that stands must not pass for this commit's. Reads anew whatever it needs, since anything may have failed. */
async function tellFailedRun(error, known, files) {
	if (error instanceof ExpectedFailure && error.kind === "interrupted") return;
	try {
		const inputs = readInputs();
		const invocation = resolveInvocation(parseInvocation({ kind: "input" }, inputs).written);
		if (invocation.mode === "measure") return;
		const config = known.config ?? resolveConfig([parseWritten({ kind: "input" }, inputs).written]);
		const place = parsePlace(process.env);
		const event = await readEvent(invocation, place, files);
		const host = openHost(invocation, place);
		const sha = planHeadSha(event, invocation, place.sha);
		if (host === null || sha === null) return;
		const expected = error instanceof ExpectedFailure;
		await deliverFailedRun({
			target: {
				pullRequest: await fetchPullRequestOf(event, host),
				sha
			},
			reason: expected ? error.message : "go-perf-review has a bug, see the log of this run.",
			details: expected ? error.details : [],
			comment: config.comment !== "never",
			check: config.check,
			commentKey: config.commentKey,
			runKey: place.runKey,
			reportUrl: place.runUrl
		}, {
			host,
			log,
			wait: sleep
		});
	} catch (second) {
		log.detail(`GitHub was not told: ${second instanceof Error ? second.message : String(second)}`);
	}
}
function reportFailure(error, runner, log) {
	if (error instanceof ExpectedFailure) {
		runner.fail([error.message, ...error.details].join("\n"));
		return;
	}
	runner.fail(`A bug in go-perf-review, please report it: ${error instanceof Error ? error.message : String(error)}`);
	log.detail(error instanceof Error ? error.stack ?? "" : "");
}
const started = process.argv[1];
if (started !== void 0 && realpathSync(started) === fileURLToPath(import.meta.url)) await main();
export { main };

//# sourceMappingURL=action.js.map