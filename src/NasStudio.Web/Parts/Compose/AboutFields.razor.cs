using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Datasets;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What an experiment is called, and its images.</summary>
public sealed partial class AboutFields
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<DatasetEntry> Datasets { get; set; } = [];

    private IReadOnlyList<string> DatasetNames => [.. Datasets.Where(entry => entry.State is DatasetState.Ready or DatasetState.Downloadable).Select(entry => entry.Description.Name)];

    private string? DatasetHint => Datasets.FirstOrDefault(entry => entry.Description.Name == JsonToken.Show(Draft["dataset.name"]))?.Description is { } it
        ? string.Create(CultureInfo.CurrentCulture, $"{it.Title}: {it.Classes.Length} classes, {it.Channels}×{it.Height}×{it.Width}, {it.TrainImages:N0} training and {it.TestImages:N0} test images")
        : null;
}
