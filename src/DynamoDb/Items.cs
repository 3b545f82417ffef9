using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace KillSwitch.DynamoDb;

/// <summary>Documents as native attributes, so that an item reads in the console as the document it is.</summary>
internal static class Items
{
    public static Dictionary<string, AttributeValue> Of<T>(T document, JsonTypeInfo<T> json) =>
        Document.FromJson(JsonSerializer.Serialize(document, json)).ToAttributeMap(Amazon.DynamoDBv2.DynamoDBEntryConversion.V2);

    public static T To<T>(Dictionary<string, AttributeValue> item, JsonTypeInfo<T> json) =>
        JsonSerializer.Deserialize(Document.FromAttributeMap(item).ToJson(), json)
        ?? throw new InvalidOperationException("An item of the store is empty.");

    public static AttributeValue Text(string text) => new() { S = text };

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    public static long Number(Dictionary<string, AttributeValue> item, string name) =>
        long.Parse(item[name].N, CultureInfo.InvariantCulture);
}
