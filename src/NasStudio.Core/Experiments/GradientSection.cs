using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training.gradients"; a null section is all defaults.</summary>
internal static class GradientSection
{
    public static GradientOptions Read(DocumentReader? section, SamplerOptions sampler)
    {
        var defaults = new GradientOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new GradientOptions
        {
            Conflicts = section.OneOf("conflicts", GradientOptions.ConflictChoices, defaults.Conflicts),
            Value = section.Number("value", defaults.Value, 0, GradientOptions.MaximumValue),
            Adaptive = section.Number("adaptive", defaults.Adaptive, 0, GradientOptions.MaximumAdaptive),
        };
        if (options.Conflicts == "project" && !sampler.HasLargest)
        {
            section.Error("conflicts", $"\"project\" needs the largest subnet in every step, which the {sampler.Name} sampler does not draw; use the sandwich sampler, or \"add\".");
        }

        section.End();
        return options;
    }
}
