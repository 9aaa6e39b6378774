using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>A part of the form: it shows and changes some places of the draft, and tells what is wrong with them.</summary>
public abstract class DraftPart : ComponentBase
{
    /// <summary>The words of a field that is on or off.</summary>
    protected static readonly ImmutableArray<string> OnOrOff = ["true", "false"];

    [Parameter]
    [EditorRequired]
    public ExperimentDraft Draft { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public DraftCheck Check { get; set; } = DraftCheck.None;
}
