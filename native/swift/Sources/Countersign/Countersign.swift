// The C door (countersign.h) in Swift. It decides nothing. Not built here: see Package.swift.
import CCountersign
import Foundation

/// The calling program did something wrong: a status of the door, and the sentence that names the place.
public struct CountersignError: Error, CustomStringConvertible {
    public let code: StatusCode?
    public let description: String
}

/// Unix time and a clock that never goes back, both in milliseconds.
public struct Moment: Sendable {
    public var wallMs: Double
    public var steadyMs: Double

    public init(wallMs: Double, steadyMs: Double) {
        self.wallMs = wallMs
        self.steadyMs = steadyMs
    }

    public static var now: Moment {
        var steady = timespec()
        clock_gettime(CLOCK_MONOTONIC, &steady)
        return Moment(
            wallMs: Date().timeIntervalSince1970 * 1000,
            steadyMs: Double(steady.tv_sec) * 1000 + Double(steady.tv_nsec) / 1_000_000)
    }
}

/// A context: trusted keys, a policy, tables, and the checks that are prepared from them. One thread at a time.
public final class Countersign {
    let context: OpaquePointer

    public init() throws {
        let library = String(cString: countersign_version())
        guard library == release else {
            throw CountersignError(code: nil, description: "the library is Countersign \(library), this package \(release)")
        }
        var random = SystemRandomNumberGenerator()
        var seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        defer { for place in seed.indices { seed[place] = 0 } }
        var made: OpaquePointer?
        let status = countersign_context_create(seed, &made)
        guard status >= 0, let made else { throw Countersign.error(status, in: nil) }
        context = made
    }

    deinit {
        countersign_context_destroy(context)
    }

    /// Adds or replaces an Ed25519 public key (32 bytes) that envelopes may be signed with.
    public func trust(keyId: String, publicKey: [UInt8]) throws {
        try good(withText(keyId) { countersign_trust(context, $0, $1, publicKey, UInt32(publicKey.count)) })
    }

    /// Takes a signed policy (an envelope) for checks prepared from now on, of at least this version.
    public func loadPolicy(_ envelope: String, minimumVersion: Double) throws {
        try good(withText(envelope) { countersign_load_policy(context, $0, $1, minimumVersion) })
    }

    /// Prepares a question, to be run on every keystroke. `subject` is a JSON object; never a secret.
    public func prepare(_ kind: String, subject: String) throws -> Check {
        var made: OpaquePointer?
        try good(withText(kind) { name, nameLength in
            withText(subject) { countersign_prepare(context, name, nameLength, $0, $1, &made) }
        })
        return Check(owner: self, check: made!)
    }

    @discardableResult
    func good(_ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw Countersign.error(result, in: context) }
        return result
    }

    private static func error(_ status: Int32, in context: OpaquePointer?) -> CountersignError {
        var length: UInt32 = 0
        if let context, let sentence = countersign_message(context, &length), length > 0 {
            return CountersignError(code: StatusCode(rawValue: status), description: text(sentence, length))
        }
        return CountersignError(
            code: StatusCode(rawValue: status), description: String(cString: countersign_status_sentence(status)))
    }
}

/// A question, prepared once and run on every keystroke.
public final class Check {
    private let owner: Countersign
    private let check: OpaquePointer

    init(owner: Countersign, check: OpaquePointer) {
        self.owner = owner
        self.check = check
    }

    deinit {
        countersign_release(check)
    }

    /// Judges a text, together with what was copied or an earlier secret, as the kind says. Not for secrets, if you can
    /// help it: a String cannot be wiped.
    public func run(_ text: String, copied: String? = nil, now: Moment = .now) throws -> Verdict {
        try run(Array(text.utf8), copied: copied.map { Array($0.utf8) }, now: now)
    }

    /// Judges a text in UTF-8. Wiping the array is up to you.
    public func run(_ text: [UInt8], copied: [UInt8]? = nil, now: Moment = .now) throws -> Verdict {
        let outcome: Int32
        do {
            let length = try fill(0, text)
            let copiedLength = try copied.map { try fill(1, $0) } ?? 0
            outcome = try owner.good(countersign_run(check, length, copiedLength, now.wallMs, now.steadyMs))
        } catch {
            wipe()  // nobody else would wipe what came in before the call was refused
            throw error
        }
        var line: UnsafePointer<CChar>?
        var length: UInt32 = 0
        try owner.good(countersign_verdict(check, &line, &length))
        return try Verdict(outcome: Outcome(rawValue: outcome)!, json: Data(bytes: line!, count: Int(length)))
    }

    /// The last verdict in words: a headline, then a sentence and a next step for each finding, in their order.
    public func explain(_ language: String) throws -> (headline: String, sentences: [(text: String, next: String)]) {
        var words: UnsafePointer<CChar>?
        var length: UInt32 = 0
        try owner.good(withText(language) { countersign_explain(check, $0, $1, &words, &length) })
        let lines = text(words!, length).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return (
            headline: String(lines.first ?? ""),
            sentences: lines.dropFirst().map { line in
                let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
                return (text: String(parts[0]), next: parts.count > 1 ? String(parts[1]) : "")
            })
    }

    /// Tells the check of something that happened: a JSON object, as the kind says.
    public func tell(_ json: String, now: Moment = .now) throws {
        try owner.good(withText(json) { countersign_tell(check, $0, $1, now.wallMs, now.steadyMs) })
    }

    /// The bytes of a code that the last run made, once: the text is wiped. `offset` and `length` are those of the
    /// verdict's details. Wiping the array is up to you.
    public func take(offset: UInt32, length: UInt32) throws -> [UInt8] {
        var room: UnsafeMutablePointer<UInt8>?
        // With room for what is read, so that the read stays within the slot: a larger one would be new, and empty.
        try owner.good(countersign_input(check, 0, offset + length, &room))
        let code = Array(UnsafeBufferPointer(start: room! + Int(offset), count: Int(length)))
        wipe()
        return code
    }

    /// Wipes what was typed. Kinds that take secrets have done so before `run` returned.
    public func wipe() {
        countersign_wipe(check)
    }

    private func fill(_ slot: UInt32, _ bytes: [UInt8]) throws -> UInt32 {
        guard let length = UInt32(exactly: bytes.count) else {
            throw CountersignError(code: .tooLarge, description: StatusCode.tooLarge.sentence)
        }
        var room: UnsafeMutablePointer<UInt8>?
        try owner.good(countersign_input(check, slot, length, &room))
        bytes.withUnsafeBufferPointer { from in
            if let start = from.baseAddress, let room { room.update(from: start, count: from.count) }
        }
        return length
    }
}

private func text(_ start: UnsafePointer<CChar>, _ length: UInt32) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self)
}

// The door takes a pointer and a length; a null pointer is fine where the length is 0.
private func withText(_ text: String, _ body: (UnsafePointer<CChar>?, UInt32) -> Int32) -> Int32 {
    let bytes = text.utf8.map { CChar(bitPattern: $0) }
    return bytes.withUnsafeBufferPointer { body($0.baseAddress, UInt32($0.count)) }
}
