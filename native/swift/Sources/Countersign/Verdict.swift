// What a run says, copied out of the door. Not built here: see Package.swift.
import Foundation

/// The answer to one run. It never changes and outlives its check.
public struct Verdict: Sendable {
    public let outcome: Outcome
    /// What was found, the most important first; at most 16.
    public let findings: [Finding]
    /// The exact text that the next screen must show. Empty unless the outcome is accept or caution.
    public let canonical: String
    /// The verdict as one line of JSON, equal byte for byte on every host; decode what a kind says in "details" from it.
    public let json: Data

    init(outcome: Outcome, json: Data) throws {
        struct Line: Decodable {
            let findings: [Finding]
            let canonical: String
        }
        let line = try JSONDecoder().decode(Line.self, from: json)
        self.outcome = outcome
        findings = line.findings
        canonical = line.canonical
        self.json = json
    }

    public func find(_ reason: Reason) -> Finding? {
        findings.first { $0.reason == reason }
    }
}

/// One thing that was found: what, how much it weighs, where, and the particulars for sentences of your own.
public struct Finding: Decodable, Sendable {
    public let reason: Reason
    public let grade: Grade
    public let spans: [Span]
    public let params: [String: Parameter]

    private enum CodingKeys: String, CodingKey {
        case reason, grade, params
        case spans = "at"
    }

    public init(from decoder: Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        reason = try members.decode(Reason.self, forKey: .reason)
        grade = try members.decode(Grade.self, forKey: .grade)
        spans = try members.decodeIfPresent([Span].self, forKey: .spans) ?? []
        params = try members.decodeIfPresent([String: Parameter].self, forKey: .params) ?? [:]
    }
}

/// A place in the text, in UTF-8 bytes.
public struct Span: Decodable, Equatable, Sendable {
    public let offset: Int
    public let length: Int

    public init(from decoder: Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        offset = try pair.decode(Int.self)
        length = try pair.decode(Int.self)
    }

    /// The same place as a range of the text that was judged.
    public func range(in text: String) -> Range<String.Index> {
        let start = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
        return start..<text.utf8.index(start, offsetBy: length)
    }
}

/// A count or seconds, or a text.
public enum Parameter: Decodable, Equatable, Sendable {
    case number(Int64)
    case text(String)

    public init(from decoder: Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }
}
