using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training.augmentation"; a null section is all defaults: none.</summary>
internal static class AugmentationSection
{
    public static AugmentationOptions Read(DocumentReader? section)
    {
        var defaults = new AugmentationOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new AugmentationOptions
        {
            Flip = section.Number("flip", defaults.Flip, 0, 1),
            Shift = section.WholeNumber("shift", defaults.Shift, 0, AugmentationOptions.MaximumShift),
            Operations = section.WholeNumber("operations", defaults.Operations, 0, AugmentationOptions.MaximumOperations),
            Magnitude = section.Number("magnitude", defaults.Magnitude, 0, AugmentationOptions.MaximumMagnitude),
            Erase = section.Number("erase", defaults.Erase, 0, 1),
            Mixup = section.Number("mixup", defaults.Mixup, 0, AugmentationOptions.MaximumMixing),
            Cutmix = section.Number("cutmix", defaults.Cutmix, 0, AugmentationOptions.MaximumMixing),
            Mixed = section.Number("mixed", defaults.Mixed, 0, 1),
        };
        section.End();
        return options;
    }
}
