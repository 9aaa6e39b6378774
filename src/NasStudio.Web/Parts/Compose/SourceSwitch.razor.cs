using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Whether an experiment trains a supernet and searches it, or searches a table that somebody measured before.</summary>
public sealed partial class SourceSwitch
{
    [Parameter]
    [EditorRequired]
    public bool OnATable { get; set; }

    [Parameter]
    [EditorRequired]
    public bool HasTables { get; set; }

    /// <summary>True: a table.</summary>
    [Parameter]
    public EventCallback<bool> Choose { get; set; }
}
