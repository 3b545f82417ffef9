using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Lake.Finding;

/// <summary>One alert of <c>surveillance.alerts.v1</c>: a rule's, about a subject, in a symbol, on a day.</summary>
/// <param name="AlertId">Follows from day, rule, symbol and subject alone.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Severity">HIGH, MEDIUM or LOW.</param>
/// <param name="Subject">The beneficial owner; several with + between.</param>
/// <param name="Symbol">Where.</param>
/// <param name="Day">Of its first event, UTC.</param>
/// <param name="FromTs">Its first event: Unix milliseconds.</param>
/// <param name="ToTs">The last that was there when it was found.</param>
/// <param name="Score">1 to 100.</param>
/// <param name="Evidence">The ids of those events.</param>
internal sealed record Alert(
    string AlertId,
    string Rule,
    string Severity,
    string Subject,
    string Symbol,
    string Day,
    long FromTs,
    long ToTs,
    int Score,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>For a file that others read: the columns are given, since a reader's guess goes by the first lines.</summary>
    public const string Columns =
        "{alert_id:'varchar',rule:'varchar',severity:'varchar',subject:'varchar',symbol:'varchar',day:'varchar',from_ts:'bigint',to_ts:'bigint',score:'integer',evidence:'varchar[]'}";

    private const int IdBytes = 8;

    public static string IdOf(string day, string rule, string symbol, string subject) =>
        "al-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{day}\n{rule}\n{symbol}\n{subject}"))[..IdBytes]);

    public string ToJson() => JsonSerializer.Serialize(this, AlertJson.Default.Alert);

    public static Alert FromJson(string line) => JsonSerializer.Deserialize(line, AlertJson.Default.Alert)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertJson : JsonSerializerContext;
