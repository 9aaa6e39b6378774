using System.Globalization;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training.distillation"; a null section is all defaults. The fields of "alpha" are unknown beside another divergence.</summary>
internal static class DistillationSection
{
    public static DistillationOptions Read(DocumentReader? section, SamplerOptions sampler)
    {
        var defaults = new DistillationOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new DistillationOptions(section.OneOf("divergence", DistillationOptions.Divergences, defaults.Divergence))
        {
            Labels = section.Number("labels", defaults.Labels, 0, 1),
        };
        if (options.Divergence == "alpha")
        {
            options = options with
            {
                AlphaMinimum = section.Number("alphaMinimum", defaults.AlphaMinimum, -DistillationOptions.MaximumAlpha, DistillationOptions.MaximumAlpha),
                AlphaMaximum = section.Number("alphaMaximum", defaults.AlphaMaximum, -DistillationOptions.MaximumAlpha, DistillationOptions.MaximumAlpha),
                Clip = section.Number("clip", defaults.Clip, DistillationOptions.MinimumClip, DistillationOptions.MaximumClip),
            };
            if (options.AlphaMinimum > options.AlphaMaximum)
            {
                section.Error("alphaMinimum", string.Create(CultureInfo.InvariantCulture, $"{options.AlphaMinimum} is above alphaMaximum, {options.AlphaMaximum}; use at most that."));
            }
        }

        if (options != defaults && !sampler.HasPupils)
        {
            section.Error("divergence", $"No subnet of the {sampler.Name} sampler learns from another one, so nothing is distilled; remove \"distillation\", or use another sampler.");
        }

        section.End();
        return options;
    }
}
