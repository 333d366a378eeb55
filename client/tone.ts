/** One short soft tone, where the browser lets us. Never fails. */
export async function playTone(): Promise<void> {
  try {
    const context = new AudioContext();
    // Without a click in the page or the pane it would wait for one, and ring much too late.
    await Promise.race([context.resume(), new Promise(resolve => setTimeout(resolve, 250))]);
    if (context.state !== 'running') return void (await context.close());
    const gain = context.createGain();
    gain.connect(context.destination);
    const start = context.currentTime;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.07, start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.6);
    for (const [hertz, delay] of [
      [587.33, 0],
      [880, 0.12],
    ] as const) {
      const oscillator = new OscillatorNode(context, { type: 'sine', frequency: hertz });
      oscillator.connect(gain);
      oscillator.start(start + delay);
      oscillator.stop(start + 0.65);
      if (delay) oscillator.onended = () => void context.close();
    }
  } catch {
    // No audio here.
  }
}
