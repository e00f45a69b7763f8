package io.runstwice.junit.contract;

import io.runstwice.effect.Effects;
import io.runstwice.world.Safeguard;
import java.util.List;

class EffectsContractTests extends ResourceContract<Effects> {

    @Override
    protected Effects create() {
        return Effects.keyed();
    }

    @Override
    protected void act(Effects mails) {
        mails.perform("mail", "to ann@example.org: welcome");
    }

    @Override
    protected List<Safeguard> guards() {
        return List.of(new Safeguard(Safeguard.Form.KEY, ""));
    }
}
