using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>Every evaluated subnet as a row, and what was learnt from them all.</summary>
public sealed partial class SubnetsTab
{
    private const string StandAlone = "stand-alone";
    private const int SmallTable = 5000;
    private SubnetRow[] _rows = [];
    private RunSnapshot? _shown;
    private long _read;

    /// <summary>Told the id of a row that was clicked.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>None of them is filled from the hub; the stream only stays while the tab is open.</summary>
    protected override IEnumerable<string> Charts => [];

    private string Note => View.OnATable ? "as the table measured them" : "accuracy on validation images, latency of one image";

    /// <summary>A large table is rebuilt once a second while it grows.</summary>
    protected override void OnParametersSet()
    {
        var snapshot = View.Snapshot;
        if (_shown is { } shown && snapshot.Subnets == shown.Subnets && snapshot.Run.State == shown.Run.State)
        {
            return;
        }

        var isGrowing = snapshot.Run.State is RunState.Running && snapshot.Run.Id == _shown?.Run.Id;
        if (snapshot.Subnets.Length < SmallTable || !isGrowing || Time.GetElapsedTime(_read) > TimeSpan.FromSeconds(1))
        {
            (_rows, _shown, _read) = (SubnetRow.All(snapshot), snapshot, Time.GetTimestamp());
        }
    }
}
