using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Auditing;

/// <summary>
/// Where a page ended, for whoever asks the same question on. It carries no power: it leads to nothing that its holder could not ask
/// for. So it is checked and not signed; one that was changed, or of another question, is refused rather than guessed at.
/// </summary>
public static class AuditCursor
{
    private const int CheckBytes = 8;

    public static string Write(AuditQuestion question, AuditPlace last)
    {
        var place = Encoding.ASCII.GetBytes(last.ToString());
        return Base64Url.EncodeToString([.. place, .. Check(question, place)]);
    }

    /// <summary>The question's next page.</summary>
    public static Outcome<AuditQuestion> Next(AuditQuestion question, string cursor)
    {
        var bytes = Base64Url.IsValid(cursor) ? Base64Url.DecodeFromChars(cursor) : [];
        if (
            bytes.Length > CheckBytes
            && bytes.AsSpan(bytes.Length - CheckBytes).SequenceEqual(Check(question, bytes.AsSpan(0, bytes.Length - CheckBytes)))
            && AuditPlace.TryParse(Encoding.ASCII.GetString(bytes, 0, bytes.Length - CheckBytes), out var place)
        )
            return question with { Before = place };
        return new Refusal(
            RefusalCode.FieldInvalid,
            "cursor is not one that was given for this question. Send next_cursor of the page before as it stands there, with the same filters; or leave it out for the first page."
        );
    }

    private static ReadOnlySpan<byte> Check(AuditQuestion question, ReadOnlySpan<byte> place) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes(question.Fingerprint), .. place]).AsSpan(0, CheckBytes);
}
