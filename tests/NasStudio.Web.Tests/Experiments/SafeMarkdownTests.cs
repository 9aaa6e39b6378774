using NasStudio.Web.Experiments;

namespace NasStudio.Web.Tests.Experiments;

public sealed class SafeMarkdownTests
{
    [Fact]
    public void Render_Usual_BecomesHtml()
    {
        var html = SafeMarkdown.Render("# Why\n\n- **bold** `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |").Value;
        Assert.Contains("<h3>Why</h3>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong> <code>code</code>", html, StringComparison.Ordinal);
        Assert.Contains("<td>2</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WebLink_OpensOutsideAndTellsNothing()
    {
        var html = SafeMarkdown.Render("[paper](https://arxiv.org/abs/1) and https://example.org and <https://example.net>").Value;
        Assert.Equal(3, html.Split("rel=\"noopener noreferrer\"").Length - 1);
        Assert.Contains("<a href=\"https://arxiv.org/abs/1\" rel=\"noopener noreferrer\" target=\"_blank\">paper</a>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("text <b onclick='x()'>inline</b>")]
    public void Render_Html_IsShownAsText(string markdown)
    {
        var html = SafeMarkdown.Render(markdown).Value;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b ", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[words](javascript:alert(1))")]
    [InlineData("[words](JaVaScRiPt:alert(1))")]
    [InlineData("[words](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[words](/api/experiments)")]
    [InlineData("[words](//evil.example)")]
    [InlineData("[words][1]\n\n[1]: vbscript:x")]
    [InlineData("words <javascript:alert(1)>")]
    [InlineData("words <someone@example.org>")]
    public void Render_AnyOtherLink_KeepsTheWordsOnly(string markdown)
    {
        var html = SafeMarkdown.Render(markdown).Value;
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("words", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Picture_BecomesALinkToIt()
    {
        var html = SafeMarkdown.Render("![plot](https://example.org/p.png) ![bad](javascript:x)").Value;
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"https://example.org/p.png\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", html, StringComparison.OrdinalIgnoreCase);
    }
}
