using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Datasets;
using NasStudio.Web.Datasets;

namespace NasStudio.Web.Parts;

/// <summary>One data set: what it holds, whether it is ready, and how to make it so.</summary>
public sealed partial class DatasetCard
{
    [Parameter]
    [EditorRequired]
    public DatasetEntry Entry { get; set; } = default!;

    /// <summary>The newest download since the studio's start; null where there was none.</summary>
    [Parameter]
    public DatasetDownload? Download { get; set; }

    /// <summary>Starts the download of the data set with this name.</summary>
    [Parameter]
    public EventCallback<string> Fetch { get; set; }

    /// <summary>Stops the download of the data set with this name.</summary>
    [Parameter]
    public EventCallback<string> Cancel { get; set; }

    /// <summary>Takes the name from a registered folder.</summary>
    [Parameter]
    public EventCallback<string> Forget { get; set; }

    /// <summary>Whether its images are shown.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>Shows or hides the images of the data set with this name.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }

    private string DownloadWord => Entry.Download is { } remote ? $"Download, {Figures.Bytes(remote.Bytes)}" : "Download";

    private DatasetDescription It => Entry.Description;

    private bool IsFetching => Download?.State == DatasetDownload.Running;

    private (string Tone, string Icon, string Word) Look => Entry.State switch
    {
        DatasetState.Ready => ("ok", Icons.Material.Outlined.CheckCircle, "Ready"),
        DatasetState.Downloadable => ("idle", Icons.Material.Outlined.CloudDownload, IsFetching ? "Downloading" : "Downloadable"),
        _ => ("warn", Icons.Material.Outlined.WarningAmber, "Missing"),
    };
}
