using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Experiments;

/// <summary>
/// Markdown of users as HTML that cannot do harm: HTML in it is shown as text, links lead to http and https only and tell the
/// other site nothing, and a picture becomes a link to it, because nothing is fetched from outside.
/// </summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists().UseAutoLinks().UseEmphasisExtras().Build();

    public static MarkupString Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => link.IsEmail || !IsWeb(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            LeadOutside(link);
        }

        // Headings of notes stand below those of the page.
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + 2);
        }

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new MarkupString(text.ToString());
    }

    private static void Tame(LinkInline link)
    {
        if (!IsWeb(link.Url))
        {
            // The words stay, the link goes.
            link.MoveChildrenAfter(link);
            link.Remove();
            return;
        }

        link.IsImage = false;
        LeadOutside(link);
    }

    private static void LeadOutside(Inline link)
    {
        var attributes = link.GetAttributes();
        attributes.AddPropertyIfNotExist("rel", "noopener noreferrer");
        attributes.AddPropertyIfNotExist("target", "_blank");
    }

    private static bool IsWeb(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
