using System.Globalization;
using System.Text;
using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Against;

/// <summary>A comparison as Markdown, with a table for each benchmark.</summary>
internal static class ComparisonMarkdown
{
    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder(MarkdownReport.Heading(report.Date, report.Machine));
        Line(text, $"\nThis build: `{report.This.Short}` {report.This.Subject}{(report.This.Changed ? " (and changes that are not committed)" : "")}  ");
        Line(text, $"The other: `{report.Other.Short}` {report.Other.Subject} (asked for as `{report.Asked}`)");
        Line(
            text,
            $"\nEach {(report.Stopped ? "was to be" : "was")} measured {report.Turns} times, in turns; the one that began a turn ended the next. A value is the median of its turns, behind it are the lowest and the highest. Better or worse is one that is further from the other's than turns of one build are from each other; by chance, about one of {FigureComparison.Chance(report.Turns)} figures that have not changed is."
        );
        if (report.Quick)
            Line(text, $"\n**A quick run: it shows that all works, its figures mean nothing.**");
        if (report.Stopped)
            Line(text, $"\n**It was stopped before it was done.**");
        Line(text, $"\n**{Counts([.. report.Benchmarks.SelectMany(b => b.Figures)])}**");
        foreach (var benchmark in report.Benchmarks)
            Append(text, benchmark);
        return text.ToString();
    }

    private static string Counts(IReadOnlyList<FigureComparison> figures)
    {
        if (figures.Count == 0)
            return "There is no figure that both builds have.";
        var counts = ((Verdict, string)[])
            [
                (Verdict.Worse, "worse"),
                (Verdict.Better, "better"),
                (Verdict.Different, "different"),
                (Verdict.Same, "the same"),
                (Verdict.UnderOtherLoad, "under another load"),
                (Verdict.Unknown, "with too few turns to tell"),
            ];
        var told = counts
            .Select(c => (Count: figures.Count(f => f.Verdict == c.Item1), Word: c.Item2))
            .Where(c => c.Count > 0)
            .Select(c => $"{c.Count} {c.Word}");
        return $"Of {figures.Count} figure{(figures.Count == 1 ? "" : "s")}: {string.Join(", ", told)}.";
    }

    private static void Append(StringBuilder text, BenchmarkComparison benchmark)
    {
        Line(text, $"\n### {benchmark.Name}: {benchmark.Describe}");
        if (benchmark.Figures.Count > 0)
            Line(text, $"\n| figure | in | the other | this | ratio | |\n|---|---|---:|---:|---:|---|");
        foreach (var figure in benchmark.Figures)
            Line(
                text,
                $"| {MarkdownReport.Cell(figure.This.Name)} | {figure.This.Unit} | {Values(figure.Other)} | {Values(figure.This)} | {(figure.Ratio is { } ratio ? Figures.ShowRatio(ratio) : "")} | {Word(figure.Verdict)} |"
            );
        if (benchmark.Figures.Any(f => f.Verdict == Verdict.UnderOtherLoad))
            Line(
                text,
                $"\nThis build was measured under {Figures.ShowRatio(benchmark.LoadRatio)} the load of the other, as loads are parts of what each turn itself sustained: that can be why figures are better or worse that are not called so."
            );
        Append(text, "this build", benchmark.OnlyThis);
        Append(text, "the other build", benchmark.OnlyOther);
        foreach (var trouble in benchmark.Troubles)
            Line(text, $"\n{trouble}");
    }

    private static void Append(StringBuilder text, string which, IReadOnlyList<TurnValues> figures)
    {
        if (figures.Count > 0)
            Line(text, $"\n| of {which} alone | in | value |\n|---|---|---:|");
        foreach (var figure in figures)
            Line(text, $"| {MarkdownReport.Cell(figure.Name)} | {figure.Unit} | {Values(figure)} |");
    }

    private static string Values(TurnValues of)
    {
        var (lowest, highest) = (Figures.Show(of.Values.Min()), Figures.Show(of.Values.Max()));
        return lowest == highest ? Figures.Show(of.Median) : $"{Figures.Show(of.Median)} ({lowest}–{highest})";
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Better => "**better**",
            Verdict.Worse => "**worse**",
            Verdict.Different => "**different**",
            Verdict.UnderOtherLoad => "other load",
            Verdict.Unknown => "too few turns",
            _ => "same",
        };

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
