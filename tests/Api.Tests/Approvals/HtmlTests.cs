using KillSwitch.Api.Approvals;

namespace KillSwitch.Api.Tests.Approvals;

public sealed class HtmlTests
{
    [Fact]
    public void Of_TextAndMarkup_EncodesTheTextAlone()
    {
        var inner = Html.Of($"<b>{"<i>"}</b>");

        Assert.Equal("<p title=\"&quot;&lt;x&gt;&#x27;\"><b>&lt;i&gt;</b></p>", Html.Of($"<p title=\"{"\"<x>'"}\">{inner}</p>").ToString());
    }
}
