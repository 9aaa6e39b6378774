using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>Every evaluated subnet as a row, and how well they foretell others.</summary>
public sealed partial class SubnetsTab
{
    private const string StandAlone = "stand-alone";

    /// <summary>Told the id of a row that was clicked.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }

    /// <summary>None of them is filled from the hub; the stream only stays while the tab is open.</summary>
    protected override IEnumerable<string> Charts => [];
}
