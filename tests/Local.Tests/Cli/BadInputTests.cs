using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KillSwitch.Local.Cli;
using KillSwitch.Local.Tests.Stack;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Cli;

/// <summary>Whatever a person can put right ends the program soon, with exit code 2 and a sentence that says what to do.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class BadInputTests : IDisposable
{
    private static readonly string[] s_freePorts =
    [
        "--api-port", "0", "--states-port", "0", "--steps-port", "0", "--dynamodb-port", "0", "--broker-port", "0",
    ];

    /// <summary>Far above what it takes, far below what a person would wait.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Local_UnreachableKafka_NamesTheAddressAndTheSetting() =>
        RefusesAsync(Local("--bootstrap", "127.0.0.1:1"), "127.0.0.1:1", "--bootstrap", "Start it there");

    [Fact]
    public Task Router_UnreachableKafka_NamesTheAddressAndTheSetting() =>
        RefusesAsync(Local("--only", "router", "--name", "r1", "--bootstrap", "127.0.0.1:1"), "127.0.0.1:1", "--bootstrap");

    [Fact]
    public Task Demo_UnreachableKafka_NamesTheAddressAndTheSetting() =>
        RefusesAsync(["demo", "--fast", "--bootstrap", "127.0.0.1:1"], "127.0.0.1:1", "--bootstrap");

    [Fact]
    public Task Local_NoAddress_SaysWhatAnAddressLooksLike() =>
        RefusesAsync(Local("--bootstrap", "localhost"), "--bootstrap is 'localhost'", "HOST:PORT");

    [NodeTheory]
    [InlineData("--api-port")]
    [InlineData("--states-port")]
    [InlineData("--steps-port")]
    [InlineData("--dynamodb-port")]
    [InlineData("--broker-port")]
    public async Task Local_PortInUse_NamesThePortAndTheSetting(string setting)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        var arguments = Local();
        arguments[Array.IndexOf(arguments, setting) + 1] = port;

        await RefusesAsync(arguments, port, setting, "in use");
    }

    [Theory]
    [InlineData("--api-port", "65536")]
    [InlineData("--routers", "0")]
    [InlineData("--routers", "17")]
    [InlineData("--delivery", "carrier-pigeon")]
    [InlineData("--only", "rooter")]
    [InlineData("--routers", "two")]
    [InlineData("--steps-port", "http")]
    [InlineData("--lambda-endpoint", "localhost:3001")]
    [InlineData("--lambda-endpoint", "functions")]
    public Task Local_ValueOutOfRange_NamesTheSettingAndTheValue(string setting, string value) =>
        RefusesAsync(["local", setting, value], setting == "--only" ? "There is no part" : setting, value);

    [Fact]
    public Task Local_LambdaEndpointWithoutTheEngine_SaysWhoCalls() =>
        RefusesAsync(["local", "--only", "router", "--lambda-endpoint", "http://127.0.0.1:3001"], "--lambda-endpoint", "engine", "--only");

    [Fact]
    public Task Demo_MissingOrdersFile_NamesIt() =>
        RefusesAsync(["demo", "--orders", _folder.File("none.jsonl")], _folder.File("none.jsonl"), "Name a file");

    [Fact]
    public Task Demo_OrdersInSeconds_SaysWhatWasSeenAndWhatToDo()
    {
        File.WriteAllText(_folder.File("seconds.jsonl"), "{\"ts\":1700000000}\n");
        return RefusesAsync(
            ["demo", "--orders", _folder.File("seconds.jsonl")],
            _folder.File("seconds.jsonl"),
            "line 1 has ts 1700000000",
            "2023-11-14T22:13:20Z in seconds",
            "multiply it by 1000"
        );
    }

    [Fact]
    public Task Demo_UnknownScenario_NamesThoseThereAre() =>
        RefusesAsync(["demo", "--scenario", "sunshine"], "sunshine", "panic", "normal", "knight");

    [Fact]
    public Task Demo_TimeScaleOutOfRange_NamesTheRange() =>
        RefusesAsync(["demo", "--scenario", "knight", "--time-scale", "5"], "time scale is 5", "0.01 to 1");

    [NodeFact]
    public Task Demo_SummaryThatCannotBeWritten_IsSaidBeforeTheStory() =>
        RefusesAsync(
            ["demo", "--fast", "--summary", _folder.File("no/such/folder/summary.json")],
            "--summary",
            _folder.File("no/such/folder")
        );

    [Fact]
    public Task Local_MissingDetectionSettings_NamesTheFile() =>
        RefusesAsync(Local("--detection", _folder.File("none.json")), _folder.File("none.json"), "Name a file that exists");

    [Fact]
    public async Task Local_BadDetectionSettings_NamesFileMemberAndRange()
    {
        await File.WriteAllTextAsync(
            _folder.File("limits.json"),
            Workflows.Detection.DetectionSettings.DefaultText.Replace("\"window_seconds\": 60", "\"window_seconds\": 7")
        );

        await RefusesAsync(
            Local("--detection", _folder.File("limits.json")),
            _folder.File("limits.json"),
            "window_seconds",
            "7",
            "10 to 3600"
        );
    }

    [Fact]
    public Task Token_UnknownPerson_NamesThoseThereAre() =>
        RefusesAsync(["token", "mallory", "--data", _folder], "mallory", "alice", "users.json");

    [Theory]
    [InlineData("0")]
    [InlineData("169")]
    [InlineData("-1")]
    [InlineData("eight")]
    public Task Token_HoursOutOfRange_NamesTheRange(string hours) =>
        RefusesAsync(["token", "alice", "--hours", hours, "--data", _folder], "--hours", hours, "1 to 168");

    [Fact]
    public async Task Token_DamagedUsersFile_NamesIt()
    {
        await File.WriteAllTextAsync(_folder.File("users.json"), "{");

        await RefusesAsync(["token", "alice", "--data", _folder], _folder.File("users.json"));
    }

    [Fact]
    public Task Local_KafkaWithoutHome_NamesTheVariable() =>
        RefusesAsync(Local("--kafka"), new Dictionary<string, string?> { ["KAFKA_HOME"] = null }, "KAFKA_HOME", "not set");

    [Fact]
    public Task Local_KafkaFromAnEmptyHome_NamesTheVariableAndItsValue() =>
        RefusesAsync(Local("--kafka"), new Dictionary<string, string?> { ["KAFKA_HOME"] = _folder }, "KAFKA_HOME", _folder, "libs");

    [Fact]
    public Task Local_TwoBrokers_NamesBothSettings() =>
        RefusesAsync(Local("--kafka", "--bootstrap", "127.0.0.1:9092"), "--bootstrap", "--kafka");

    [Fact]
    public Task Demo_SparkOnTheEmbeddedBroker_SaysWhatElse() =>
        RefusesAsync(["demo", "--fast", "--detector", "spark"], "embedded broker", "--kafka", "--bootstrap");

    [Fact]
    public Task Demo_OwnOrdersWithSpark_SaysWhoMeasuresThem() =>
        RefusesAsync(
            ["demo", "--fast", "--detector", "spark", "--bootstrap", "127.0.0.1:1", "--orders", OwnOrders()],
            new Dictionary<string, string?> { ["SPARK_HOME"] = _folder.File("spark") },
            "knows no replays",
            "Leave --detector spark out"
        );

    [Theory]
    [InlineData("0")]
    [InlineData("fast")]
    [InlineData("1000001")]
    public Task Demo_SpeedThatIsNone_SaysWhatItMayBe(string speed) =>
        RefusesAsync(["demo", "--orders", OwnOrders(), "--speed", speed], $"--speed is '{speed}'", "0.01 to 1000000");

    [Fact]
    public Task Demo_SpeedWithoutOwnOrders_SaysWhatItIsOf() => RefusesAsync(["demo", "--speed", "2"], "--speed", "--orders");

    [Fact]
    public Task Demo_SparkWithoutHome_NamesTheVariable() =>
        RefusesAsync(
            ["demo", "--fast", "--detector", "spark", "--bootstrap", "127.0.0.1:1"],
            new Dictionary<string, string?> { ["SPARK_HOME"] = null },
            "SPARK_HOME",
            "not set"
        );

    [Fact]
    public Task Local_UnknownDetector_NamesThoseThereAre() =>
        RefusesAsync(["local", "--detector", "oracle"], "oracle", "embedded", "spark");

    [NodeFact]
    public Task Local_TransactionalOnTheEmbeddedBroker_SaysWhyNotAndWhatElse() =>
        RefusesAsync(Local("--delivery", "transactional"), "--delivery transactional", "--delivery sequenced");

    [Fact]
    public Task Local_DataThatIsAFile_NamesIt()
    {
        File.WriteAllText(_folder.File("file"), "");
        return RefusesAsync(["local", "--data", _folder.File("file")], _folder.File("file"), "--data");
    }

    [Fact]
    public Task Token_DataThatIsAFile_NamesIt()
    {
        File.WriteAllText(_folder.File("file"), "");
        return RefusesAsync(["token", "alice", "--data", _folder.File("file")], _folder.File("file"), "--data");
    }

    [NodeFact]
    public async Task Local_SecondStackOnOneDirectory_NamesItAndLeavesTheFirstAlone()
    {
        await using var first = LocalProgram.Start(Local());
        await first.ReadyAsync();
        var endpoints = await File.ReadAllTextAsync(_folder.File("data/endpoints.json"));

        await RefusesAsync(Local(), _folder.File("data"), "--data");

        Assert.Equal(endpoints, await File.ReadAllTextAsync(_folder.File("data/endpoints.json")));
    }

    [NodeFact]
    public async Task Local_DamagedJournal_NamesTheFile()
    {
        var engine = Directory.CreateDirectory(_folder.File("data/engine")).FullName;
        var journal = Path.Combine(engine, KillSwitch.StepFunctions.Server.StepFunctionsServer.JournalName);
        await File.WriteAllBytesAsync(journal, [.. Enumerable.Repeat((byte)0x5a, 4096)]);

        await RefusesAsync(Local(), journal);
    }

    [NodeFact]
    public async Task Local_MailboxThatCannotBeRead_NamesTheFile()
    {
        Directory.CreateDirectory(_folder.File("data/mailbox.jsonl"));

        await RefusesAsync(Local(), _folder.File("data/mailbox.jsonl"));
    }

    [Fact]
    public Task Local_MailSettingsThatCannotBeUsed_NameTheVariable() =>
        RefusesAsync(
            Local(),
            new Dictionary<string, string?> { ["KILLSWITCH_SMTP_HOST"] = "mail.example", ["KILLSWITCH_SMTP_PORT"] = "99999" },
            "KILLSWITCH_SMTP_PORT",
            "99999"
        );

    [Fact]
    public Task Local_NodePackagesAbsent_SaysHowToGetThem() =>
        RefusesAsync(Local(), new Dictionary<string, string?> { ["KILLSWITCH_NODE_DIR"] = _folder }, "KILLSWITCH_NODE_DIR", "./run setup");

    [Fact]
    public async Task Local_InterruptedWhileItWaitsForOtherParts_EndsQuietly()
    {
        await using var router = LocalProgram.Start(Local("--only", "router", "--name", "r1"));
        await router.SaysAsync("waiting");

        await router.SignalAsync("INT");

        Assert.Equal(0, await router.EndAsync());
        Assert.DoesNotContain("Exception", router.Said);
    }

    [Fact]
    public Task Demo_KeptWhereSomethingIs_NamesTheFolder()
    {
        File.WriteAllText(_folder.File("mine"), "");

        return RefusesAsync(["demo", "--keep", _folder], "--keep", _folder, "not empty");
    }

    [Theory]
    [InlineData("--speed is for a file", "panic", "--speed", "2")]
    [InlineData("--seconds is for a scenario", "mine.jsonl", "--seconds", "2")]
    [InlineData("No stack runs on", "panic")]
    public Task Orders_OptionsThatDoNotFitOrNoStack_SaysSo(string says, params string[] arguments) =>
        RefusesAsync(["orders", .. arguments, "--data", _folder], says);

    [Theory]
    [InlineData("--speed and --fast are two paces", "orders", "mine.jsonl", "--speed", "2", "--fast")]
    [InlineData("--orders and --scenario are two sources", "demo", "--orders", "mine.jsonl", "--scenario", "knight")]
    [InlineData("in --scenario normal nothing is killed", "demo", "--hands-on", "--scenario", "normal")]
    public Task Options_ThatContradictEachOther_AreRefused(string says, params string[] arguments) => RefusesAsync(arguments, says);

    [Fact]
    public Task Orders_NeitherScenarioNorFile_NamesThoseThereAre() =>
        RefusesAsync(
            ["orders", "nope", "--bootstrap", "127.0.0.1:1"],
            "There is no file nope, nor a scenario of that name: those are panic, normal, knight."
        );

    [Fact]
    public Task Orders_OneTimeBesideToday_SaysHowLongItWouldTakeAndSendsNothing()
    {
        var orders = _folder.File("orders.jsonl");
        File.WriteAllText(orders, "{\"ts\":1}\n{\"ts\":1764490000000}\n");
        return RefusesAsync(
            ["orders", orders, "--bootstrap", "127.0.0.1:1"],
            "from ts 1 to ts 1764490000000, and would take 20,422.3 days to play: more than 24 hours. Nothing was sent.",
            "--speed X (490137 takes an hour), or --fast"
        );
    }

    [Theory]
    [InlineData("tail", "orders.v1", "--exit")]
    [InlineData("orders", "panic")]
    public Task Kafka_NoAddress_SaysWhatAnAddressLooksLike(params string[] arguments) =>
        RefusesAsync([.. arguments, "--bootstrap", "foo"], "--bootstrap is 'foo'", "HOST:PORT");

    [Fact]
    public async Task Help_OfACommand_SaysWhatIsTyped()
    {
        await using var program = LocalProgram.Start("kill", "--help");

        Assert.Equal(0, await program.EndAsync());
        Assert.Contains("./run kill <SCOPE> <WHY> [options]", program.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from is 'yesterday'", "--from", "yesterday")]
    [InlineData("--from is '-3'", "--from", "-3")]
    public Task Tail_PlaceThatIsNone_SaysWhatIsOne(string says, params string[] arguments) =>
        RefusesAsync(["tail", "audit.v1", .. arguments, "--data", _folder], says, "beginning", "end");

    private string OwnOrders()
    {
        var orders = _folder.File("orders.jsonl");
        File.WriteAllText(orders, "{}\n");
        return orders;
    }

    private string[] Local(params string[] more) => ["local", "--data", _folder.File("data"), .. s_freePorts, .. more];

    private static Task RefusesAsync(string[] arguments, params string[] says) =>
        RefusesAsync(arguments, new Dictionary<string, string?>(), says);

    private static async Task RefusesAsync(string[] arguments, Dictionary<string, string?> environment, params string[] says)
    {
        var began = Stopwatch.GetTimestamp();
        await using var program = LocalProgram.Start(environment, arguments);
        var code = await program.EndAsync();

        Assert.True(code == ProgramRun.ExitCannotStart, $"exit code {code}:\n{program.Said}");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, EndsWithin);
        Assert.DoesNotContain("   at ", program.Said);
        Assert.DoesNotContain("Exception", program.Said);
        var line = Assert.Single(program.Said.Split('\n'), l => l.Contains('✗'));
        Assert.All(says, s => Assert.Contains(s, program.Said[program.Said.IndexOf(line, StringComparison.Ordinal)..]));
        Assert.InRange(program.Said.Split('\n').Length, 1, 25);
    }
}
