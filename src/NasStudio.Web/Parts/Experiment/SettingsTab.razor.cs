using System.Text.Json;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The experiment's document as one reads it: a section each, every default written out.</summary>
public sealed partial class SettingsTab
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private IReadOnlyList<SettingsSection> _sections = [];
    private ExperimentRow? _read;
    private string _json = "";

    [Parameter]
    [EditorRequired]
    public ExperimentRow Experiment { get; set; } = default!;

    /// <summary>Told a change of name, tags or notes; the settings themselves never change.</summary>
    [Parameter]
    public EventCallback<ExperimentEdit> Edit { get; set; }

    private IReadOnlyList<SettingsSection> Sections => _sections;

    private string JsonPath => $"data:application/json;charset=utf-8,{Uri.EscapeDataString(_json)}";

    protected override void OnParametersSet()
    {
        if (_read?.Id == Experiment.Id)
        {
            return;
        }

        _read = Experiment;
        using var document = JsonDocument.Parse(ExperimentJson.Write(Experiment.Document));
        _sections = SettingsSection.Of(document.RootElement);
        _json = JsonSerializer.Serialize(document.RootElement, Indented);
    }
}
