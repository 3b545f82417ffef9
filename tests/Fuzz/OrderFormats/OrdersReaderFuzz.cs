using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Prices;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Fuzz.Tests.OrderFormats;

public sealed class OrdersReaderFuzz
{
    [Fact]
    public void AnyFixLog_IsOrdersOrRefused() => Fuzzer.Run(new Fix());

    [Fact]
    public void AnyCsv_IsOrdersOrRefused() => Fuzzer.Run(new Csv());

    [Fact]
    public void AnyLobsterFile_IsOrdersOrRefused() => Fuzzer.Run(new Lobster());

    [Fact]
    public void AnyItchFile_IsOrdersOrRefused() => Fuzzer.Run(new Itch());

    [Fact]
    public void AnyArray_IsItsElementsOrRefused() => Fuzzer.Run(new Array());

    [Fact]
    public void AnyMapping_IsOneOrRefused() => Fuzzer.Run(new Mapping());

    [Fact]
    public void AnyPricesFile_IsPricesOrRefused() => Fuzzer.Run(new Prices());

    private sealed class Prices() : FuzzTarget("prices")
    {
        public override long Allocation => 1024 * 1024;

        public override long AllocationPerByte => 2000;

        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Example.Of("price"),
            "symbol,price,ts,currency\nAAPL,187.25,2026-01-02T14:30:00Z,USD\n\"BRK.B\",490,,\n"u8.ToArray(),
            "\uFEFFprice;symbol\n-1;ES\n"u8.ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
            ["symbol", "price", "ts", "currency", "USD", ",", ";", "\"", "\n", "AAPL", "1.5", "{", "}", "null"];

        public override void Try(byte[] input)
        {
            try
            {
                var prices = PricesReader.Read(input, "prices", 1_767_366_002_000);
                Assert.All(prices, price => Assert.Null(PriceProblem.Of(price)));
                Assert.NotEmpty(prices);
            }
            catch (PricesException e)
            {
                Assert.DoesNotContain(e.Message, c => c is '\u001b' or '\r');
            }
        }
    }

    private abstract class Reader(string name, OrderFormat format) : FuzzTarget(name)
    {
        public override long Allocation => 1024 * 1024;

        public override long AllocationPerByte => 2000;

        protected virtual ReadingOptions Options { get; } = new() { Traced = 1, Senders = ["*"], Day = new DateOnly(2026, 11, 27) };

        public override void Try(byte[] input)
        {
            OrdersRead read;
            try
            {
                read = OrdersReader.Read([.. input], format, Options);
            }
            catch (OrdersFileException e)
            {
                Assert.DoesNotContain(e.Message, c => c is '\u001b' or '\r');
                return;
            }
            foreach (var order in read.Orders)
            {
                using var json = JsonDocument.Parse(order.Json);
                Assert.Equal(order.Ts, json.RootElement.GetProperty("ts").GetInt64());
                Assert.True(order.Place > 0);
                if (OrderParser.TryParse(order.Json, out var parsed, out _))
                    Assert.Equal((order.Account, order.Ts), (parsed.AccountId, parsed.Ts));
            }
            Assert.All(read.Refusals.Kinds, kind => Assert.True(kind is { Code: >= 700 and < 800, Count: > 0, FirstPlace: > 0 }));
            Assert.Equal(read.Orders.Count, read.TimesFrom.Sum(time => time.Value));
        }
    }

    private sealed class Fix() : Reader("fix", OrderFormat.Fix)
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Log("35=D|49=DESK|56=GATE|34=2|52=20261129-13:09:10.623|11=o1|1=12345|55=AAPL|54=1|38=100|40=2|44=101.10|60=20261129-13:09:10|"),
            Log("35=D|49=DESK|56=GATE|34=3|43=Y|122=20261129-13:09:10.623|11=o2|55=A|167=OPT|541=20260116|201=1|202=150|354=3|355=a|b|453=1|448=T|452=11|"),
            Log("35=F|49=DESK|56=GATE|34=4|52=20261129-13:09:10.623|11=o3|41=o1|1=12345|55=AAPL|54=1|60=20261129-13:09:10|"),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "8=FIX.4.4\u0001",
            "9=",
            "10=000\u0001",
            "\u0001",
            "|",
            "^A",
            "35=",
            "354=9\u0001355=",
            "448=",
            "452=11\u0001",
            "60=",
            "202=",
            "=",
            "\n",
            "9999999999=",
        ];

        private static byte[] Log(string body)
        {
            body = body.Replace('|', '\u0001');
            var message = string.Create(CultureInfo.InvariantCulture, $"8=FIX.4.4\u00019={body.Length}\u0001{body}");
            return Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"20261129-13:09:10.641: {message}10={message.Sum(c => c) % 256:000}\u0001\n")
            );
        }
    }

    private sealed class Csv() : Reader("csv", OrderFormat.Csv)
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            "order_id,ts,account_id,symbol,side,qty,price,strategy\no1,1795957750620,7,\"A\",BUY,1,1.5,S\no2,2026-11-27T14:30:00Z,8,B,SELL,2,,S\n"u8.ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
            ["\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "order_id", "ts", "é", "\0"];
    }

    private sealed class Lobster() : Reader("lobster", OrderFormat.Lobster)
    {
        protected override ReadingOptions Options { get; } = new() { FileName = "AAPL_2012-06-21_1_2_message_1.csv" };

        public override IReadOnlyList<byte[]> Seeds { get; } =
            ["36000.004241176,1,16113575,18,5853300,1\n36000.5,2,16113575,8,5853300,1\n36001,3,16113575,10,5853300,1\n"u8.ToArray()];

        public override IReadOnlyList<string> Words { get; } =
            [",", "\n", "-", "1", "2", "3", "4", "5", "16113575", "9223372036854775807", "."];
    }

    private sealed class Itch() : Reader("itch", OrderFormat.Itch)
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
            [[.. Message('A', 36), .. Message('U', 35), .. Message('X', 23), .. Message('E', 31), .. Message('D', 19)]];

        public override IReadOnlyList<string> Words { get; } = ["\0\u0013D", "\0\u0024A", "\0\u0001S", "\0\u0023U", "\0\u0017X", "\0"];

        private static byte[] Message(char kind, int length)
        {
            var message = new byte[length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)length);
            message[2] = (byte)kind;
            for (var i = 13; i < message.Length; i++)
                message[i] = kind == 'A' && i == 21 ? (byte)'B' : (byte)1;
            return message;
        }
    }

    private sealed class Array() : FuzzTarget("json-array")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = ["[{\"ts\":1},\n {\"a\":[1,{}]}, \"x\"]\n"u8.ToArray()];

        public override IReadOnlyList<string> Words { get; } = ["[", "]", "{", "}", ",", "\"", "\n", "null", "\\ud800"];

        public override void Try(byte[] input)
        {
            if (!Recognition.IsArray(input))
                return;
            try
            {
                var elements = OrdersReader.Elements(input, "-");
                using var json = JsonDocument.Parse(input);
                // As bytes: they may be no UTF-8, which is for the router to refuse.
                Assert.Equal(
                    json.RootElement.EnumerateArray().Select(e => Convert.ToHexString(JsonMarshal.GetRawUtf8Value(e))),
                    elements.Select(e => Convert.ToHexString(e.Element))
                );
            }
            catch (OrdersFileException)
            {
                Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(input));
            }
        }
    }

    private sealed class Mapping() : FuzzTarget("mapping")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            """{"account_id":"Acct","strategy":{"always":"TWAP"},"side":{"from":"B/S","values":{"B":"BUY","S":"SELL"}},"ts":{"from":"T","zone":"UTC"}}"""u8
                .ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
            ["{", "}", ":", ",", "\"from\":", "\"always\":", "\"values\":", "\"zone\":", "null", "\"\\ud800\""];

        public override void Try(byte[] input)
        {
            try
            {
                Assert.NotNull(FieldMapping.Parse(input));
            }
            catch (OrdersFileException e)
            {
                Assert.StartsWith("The mapping cannot be used: ", e.Message, StringComparison.Ordinal);
            }
        }
    }
}
