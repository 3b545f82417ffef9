using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;

namespace KillSwitch.Benchmarks.Pages;

/// <summary>What is large, in Chromium: the script beside this opens it and takes the times.</summary>
internal sealed class LargePages(BenchmarkContext context)
{
    private const string Machine = "large";
    private const string Execution = "endless";

    /// <summary>Goes round until its history is full.</summary>
    private const string Endless = """
        {"StartAt":"Step","States":{
          "Step":{"Type":"Pass","Result":{"checked":true,"by":"nobody"},"ResultPath":"$.last","Next":"Again"},
          "Again":{"Type":"Choice","Choices":[{"Variable":"$.last.checked","BooleanEquals":false,"Next":"Done"}],"Default":"Step"},
          "Done":{"Type":"Succeed"}}}
        """;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<Measurement> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var browser = Chromium.Program;
        var folder = Directory.CreateTempSubdirectory("killswitch-pages-").FullName;
        try
        {
            await using var stack = await StackProcess.StartWholeAsync(folder, cancellationToken);
            var endpoints = new EndpointsFile(new DataDirectory(folder), TimeProvider.System).Read();
            context.Say("an execution goes round until it has 25,000 events");
            var events = await FillAsync(endpoints.States!, cancellationToken);
            context.Say("Chromium opens the pages");
            var figures = await OpenAsync(browser, folder, endpoints.Api!, cancellationToken);
            foreach (var measurement in Measured(figures, events))
                yield return measurement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Measurement> Measured(JsonNode figures, int events)
    {
        yield return new Measurement(
            $"an execution of {events:N0} events opens",
            Median(figures, "opened_ms"),
            "ms",
            $"from the click to graph and events drawn, in Chromium; median of {Count(figures, "opened_ms")}, each in a page loaded anew",
            Aim: Aim.AtMost(1000)
        );
        yield return new Measurement(
            "a state machine of 200 states is laid out",
            Median(figures, "laid_out_ms"),
            "ms",
            $"in Chromium; choices, ways back, and a handler that many of them lead to; median of {Count(figures, "laid_out_ms")}",
            Aim: Aim.AtMost(100)
        );
        yield return new Measurement(
            "the first page",
            figures["first_page_bytes"]!.GetValue<double>() / 1000,
            "kB",
            "all that Chromium loads for the overview, not compressed",
            Aim: Aim.AtMost(300)
        );
        yield return new Measurement(
            "the first page is there",
            Median(figures, "first_page_ms"),
            "ms",
            $"from the address to what is stopped, with nothing kept from before; median of {Count(figures, "first_page_ms")}",
            Aim: Aim.AtMost(1000)
        );
    }

    private static double[] Values(JsonNode figures, string name) => [.. figures[name]!.AsArray().Select(v => v!.GetValue<double>())];

    private static double Median(JsonNode figures, string name) => Rounds.Percentile(Values(figures, name), 0.5);

    private static int Count(JsonNode figures, string name) => Values(figures, name).Length;

    private static async Task<int> FillAsync(string states, CancellationToken cancellationToken)
    {
        using var client = new StepFunctionsClient(new Uri(states), "");
        var machine = await client.CreateOrUpdateAsync(Machine, Endless, cancellationToken);
        var execution = StepFunctionsClient.ExecutionArn(machine, await client.StartAsync(machine, Execution, "{}", cancellationToken));
        while ((await client.FindAsync(execution, cancellationToken))!.Status == "RUNNING")
            await Task.Delay(s_poll, TimeProvider.System, cancellationToken);
        return (await client.HistoryAsync(execution, cancellationToken)).Count;
    }

    private async Task<JsonNode> OpenAsync(string browser, string folder, string api, CancellationToken cancellationToken)
    {
        var said = Path.Combine(folder, "pages.log");
        await using var script = await ChildProcess.StartAsync(
            "node",
            [Path.Combine(AppContext.BaseDirectory, "Pages", "pages.mjs")],
            said,
            new Dictionary<string, string?>
            {
                ["CONSOLE_ADDRESS"] = ConsoleSessions.AddressAt(folder, api).ToString(),
                ["CHROMIUM"] = browser,
                ["NODE_DIRECTORY"] = NodePackages.Directory,
                ["PAGE"] = $"#/machines/{Machine}/{Execution}",
                ["TIMES"] = $"{context.Amount(7, 1)}",
            },
            cancellationToken
        );
        await script.Ended.WaitAsync(cancellationToken);
        return File.ReadLines(said).LastOrDefault(line => line.StartsWith('{')) is { } figures
            ? JsonNode.Parse(figures)!
            : throw new InvalidOperationException($"The pages could not be measured:\n{script.Tail()}");
    }
}
