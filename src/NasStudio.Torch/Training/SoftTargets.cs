namespace NasStudio.Torch.Training;

/// <summary>What a model outside of the supernet says: class probabilities [batch, classes] of normalised images [batch, C, H, W]. Called from any thread, one call at a time.</summary>
public delegate float[] SoftTargets(float[] images);
