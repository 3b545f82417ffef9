using System.Diagnostics;
using System.Text;
using System.Text.Json;
using KillSwitch.Api.Requests;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.StepFunctions.LambdaEndpoint;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Tracing;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Fuzz.Tests.Local;

public sealed class RequestFuzz
{
    [Fact]
    public void AnyBody_IsTheFieldsOnceOrRefused() => Fuzzer.Run(new Body());

    [Fact]
    public void AnyHeadersAndQuery_AreReadOrRefused() => Fuzzer.Run(new Headers());

    private sealed class Body() : FuzzTarget("body")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        ["""{"scope":"ACCOUNT:42","reason":"runaway algorithm"}"""u8.ToArray(), """{"scope":null,"reason":""}"""u8.ToArray()];

        public override IReadOnlyList<string> Words { get; } =
        ["{", "}", ",", ":", "\"scope\"", "\"reason\"", "\"Scope\"", "\"\\u0073cope\"", "null", "\"x\"", "1", "[", "]"];

        public override int ShortRun => 4000;

        public override void Try(byte[] input)
        {
            var read = FlatBody.Parse(input, "scope", "reason");
            if (read.IsRefused)
            {
                Assert.Contains(read.Refusal.Code, (RefusalCode[])[RefusalCode.BodyNotJson, RefusalCode.FieldInvalid]);
                Assert.DoesNotContain(read.Refusal.Message, char.IsControl);
                return;
            }
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetString(input),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            Assert.Equal(
                document
                    .RootElement.EnumerateObject()
                    .Where(m => m.Value.ValueKind == JsonValueKind.String)
                    .Select(m => (m.Name, m.Value.GetString()!))
                    .Order(),
                read.Value.Select(v => (v.Key, v.Value)).Order()
            );
        }
    }

    private sealed class Headers() : FuzzTarget("headers")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8.ToArray(),
            "?limit=10&order_id=o-1"u8.ToArray(),
            "6f1c1c1e-1111-4222-8333-444455556666"u8.ToArray(),
            "arn:aws:lambda:us-east-1:000000000000:function:open-incident:live"u8.ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
        ["?", "&", "=", "limit", "order_id", "%00", "%ff", "%", "-", "00", "ff", "999999999999", "function:", ":"];

        private static readonly QueryField[] s_fields =
            [new("limit", "", new QueryRange(Max: 500, Usual: 50)), new("order_id", "")];

        public override int ShortRun => 3000;

        public override void Try(byte[] input)
        {
            var text = Encoding.Latin1.GetString(input);
            var context = TraceContext.Parse(text);
            Assert.True(context == default || context.TraceId != default && context.SpanId != default && context.TraceState is null);
            using (var activity = new Activity("x").SetParentId(text).Start())
                Assert.NotNull(activity.Id);
            Assert.DoesNotContain(':', FunctionName.Of(text));
            CheckKey(text);
            CheckQuery(text);
        }

        private static void CheckKey(string text)
        {
            if (IdempotencyKey.Check(text) is null)
                Assert.True(text.Length is > 0 and <= 128 && !text.Any(c => char.IsControl(c) || c == ' '));
        }

        private static void CheckQuery(string text)
        {
            var http = new DefaultHttpContext();
            http.Request.QueryString = new QueryString("?" + text);
            var given = http.Request.Query.SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")).ToList();
            var read = QueryValues.Read(given, s_fields);
            if (read.IsRefused)
            {
                Assert.DoesNotContain(read.Refusal.Message, char.IsControl);
                return;
            }
            Assert.All(given, q => Assert.Contains(q.Key, (string[])["limit", "order_id"]));
            Assert.InRange(read.Value.Number("limit"), 1, 500);
            Assert.True(read.Value.Text("order_id") is null or { Length: > 0 and <= QueryField.MaxLength });
        }
    }
}
