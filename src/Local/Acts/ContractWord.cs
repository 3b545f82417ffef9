using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Local.Acts;

/// <summary>A value of an enumeration as contracts, API and documents write it: <c>APPROVAL_PENDING</c>.</summary>
internal static class ContractWord
{
    public static string Of<T>(T value, JsonTypeInfo<T> type)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, type).GetString()!;
}
