using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>Random architectures.</summary>
public static class DecisionSampling
{
    /// <summary>
    /// Draws the decisions in their order, each active one uniform over the choices that leave a completion within the
    /// constraints possible (as in Once-for-All and ElasticViT, without their redraws). Every architecture has a
    /// chance, but not the same one: depth 1 is as likely as depth 4, which many more architectures share.
    /// </summary>
    public static Architecture Sample(this DecisionSpace space, SeededRandom random)
    {
        var draft = new ArchitectureDraft(space);
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            draft.DecideRandomly(random);
        }

        return draft.Finish();
    }
}
